"""What the actions of VERIS are called: a category, and its variety after a dot (https://verisframework.org/actions.html).

A variety without an entry keeps its own English name: the vocabulary has hundreds.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from maillon.wording import Words

VERIS_LABELS: Mapping[str, Words] = {
    "veris.malware": ("logiciel malveillant", "malware"),
    "veris.hacking": ("piratage", "hacking"),
    "veris.social": ("manipulation de personnes", "social engineering"),
    "veris.misuse": ("abus de droits", "misuse"),
    "veris.physical": ("acte physique", "physical"),
    "veris.error": ("erreur", "error"),
    "veris.environmental": ("cause naturelle ou matérielle", "environmental"),
    "veris.unknown": ("inconnu", "unknown"),
    "veris.other": ("autre", "other"),
    # malware
    "veris.ransomware": ("rançongiciel", "ransomware"),
    "veris.backdoor": ("porte dérobée", "backdoor"),
    "veris.c2": ("prise de contrôle à distance", "command and control"),
    "veris.capture app data": ("capture de données d'application", "capture of application data"),
    "veris.capture stored data": ("capture de données stockées", "capture of stored data"),
    "veris.export data": ("sortie de données", "export of data"),
    "veris.password dumper": ("extraction de mots de passe", "password dumper"),
    "veris.spyware/keylogger": ("logiciel espion", "spyware"),
    "veris.trojan": ("cheval de Troie", "trojan"),
    "veris.worm": ("ver", "worm"),
    # hacking
    "veris.use of stolen creds": ("usage d'identifiants volés", "use of stolen credentials"),
    "veris.exploit vuln": ("exploitation d'une faille", "exploited vulnerability"),
    "veris.sqli": ("injection SQL", "SQL injection"),
    "veris.brute force": ("essais de mots de passe en masse", "brute force"),
    "veris.dos": ("déni de service", "denial of service"),
    "veris.use of backdoor or c2": ("usage d'une porte dérobée", "use of a backdoor"),
    # social
    "veris.phishing": ("hameçonnage", "phishing"),
    "veris.pretexting": ("usurpation au téléphone ou par courriel", "pretexting"),
    "veris.bribery": ("corruption", "bribery"),
    "veris.extortion": ("extorsion", "extortion"),
    # misuse
    "veris.privilege abuse": ("abus de droits d'accès", "privilege abuse"),
    "veris.data mishandling": ("données mal manipulées", "data mishandling"),
    "veris.snooping": ("curiosité", "snooping"),
    "veris.knowledge abuse": ("abus d'informations", "knowledge abuse"),
    # physical
    "veris.theft": ("vol", "theft"),
    "veris.tampering": ("altération", "tampering"),
    "veris.surveillance": ("espionnage", "surveillance"),
    # error
    "veris.misconfiguration": ("mauvaise configuration", "misconfiguration"),
    "veris.misdelivery": ("envoi au mauvais destinataire", "misdelivery"),
    "veris.publishing error": ("publication par erreur", "publishing error"),
    "veris.disposal error": ("mise au rebut sans précaution", "disposal error"),
    "veris.loss": ("perte", "loss"),
    "veris.programming error": ("erreur de programmation", "programming error"),
    "veris.data entry error": ("erreur de saisie", "data entry error"),
    "veris.gaffe": ("maladresse", "gaffe"),
}
