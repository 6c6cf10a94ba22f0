"""What is said of loading, serving and asking, beside the answers themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from maillon.wording import Words

WORDS: Mapping[str, Words] = {
    # load, loaders, unload, status, check
    "load.rows": (
        "{read:# ligne|# lignes} = {used:# retenue|# retenues} + {rejected:# rejetée|# rejetées} + {left:# laissée|# laissées} de côté "
        "par règle ; {derived:# fiche|# fiches} de ce qu'elles nomment",
        "{read:# row|# rows} = {used:#} used + {rejected:#} rejected + {left:#} left out by rule; {derived:# record|# records} of what "
        "they name",
    ),
    "load.counts": (
        "{read:# fiche lue|# fiches lues} · {loaded:# chargée|# chargées} · {unchanged:# inchangée|# inchangées} · "
        "{taken_back:# retirée|# retirées} · {rejected:# rejetée|# rejetées}",
        "{read:# record|# records} read · {loaded:#} loaded · {unchanged:#} unchanged · {taken_back:#} removed · {rejected:#} rejected",
    ),
    "load.row_counts": (
        "{read:# ligne lue|# lignes lues} · {loaded:# fiche chargée|# fiches chargées} · {unchanged:# inchangée|# "
        "inchangées} · {taken_back:# retirée|# retirées} · {rejected:# ligne rejetée|# lignes rejetées}",
        "{read:# row|# rows} read · {loaded:# record|# records} loaded · {unchanged:#} unchanged · {taken_back:#} "
        "removed · {rejected:# row|# rows} rejected",
    ),
    "load.changes": (
        "{what} : +{created:#} ~{changed:#} -{deleted:#} · {held:#} en tout",
        "{what}: +{created:#} ~{changed:#} -{deleted:#} · {held:#} in all",
    ),
    "load.nodes": ("nœuds", "nodes"),
    "load.arrows": ("relations", "relations"),
    "load.gone": ("Fiches retirées", "Records removed"),
    "load.name": ("nom", "name"),
    "load.names": (
        "{n:# nom de personne non gardé|# noms de personnes non gardés} (--explain-names {n:le|les} montre)",
        "{n:# name of a person|# names of persons} not kept (--explain-names shows {n:it|them})",
    ),
    "load.judged": ("Noms de personnes, ou qui pourraient l'être", "Names of persons, or that might be"),
    "load.kept": ("gardé", "kept"),
    "load.sign": ("à quoi cela se voit", "by which sign"),
    "sign.credential": ("un titre de soignant après le nom", "a health credential behind the name"),
    "sign.title": ("un titre devant le nom", "a title before the name"),
    "sign.given-name": ("un prénom", "a given name"),
    "sign.surname-first": ("un nom, puis un prénom", "a surname, then a given name"),
    "sign.initial": ("une initiale entre deux mots", "an initial between two words"),
    "sign.sole-trader": ("une entreprise individuelle", "a sole trader"),
    "sign.identified": ("un identifiant vérifié d'organisme", "a checked identifier of an organisation"),
    "sign.brand": ("une marque connue", "a known brand"),
    "sign.legal-form": ("une forme de société", "a legal form"),
    "sign.surnames": ("une liste de noms de famille", "a list of surnames"),
    "sign.word": ("un mot d'organisme", "a word of organisations"),
    "sign.none": ("aucun signe", "no sign"),
    "load.list_changes": ("Ce qui a changé dans la liste", "What changed in the list"),
    "load.change": ("changement", "change"),
    "load.entrusted_by": ("confié par", "entrusted by"),
    "load.before": ("avant", "before"),
    "load.after": ("maintenant", "now"),
    "change.left": ("n'y est plus", "no longer on it"),
    "change.new": ("nouveau", "new"),
    "change.again": ("autre contrat", "another contract"),
    "change.changed": ("changé", "changed"),
    "load.columns": ("Colonnes reconnues", "Columns as they are read"),
    "load.column": ("colonne", "column"),
    "load.read_as": ("lue comme", "read as"),
    "load.score": ("sûreté, sur 100", "sure, of 100"),
    "load.warnings": ("Remarques", "Remarks"),
    "load.dry": (
        "Essai : rien n'a été changé ; voici ce que ferait un chargement.",
        "Dry run: nothing was changed; this is what a load would do.",
    ),
    "load.rejections": ("Lignes et fiches rejetées", "Rejected"),
    "load.more_rejected": (
        "les {shown:# premières} ; {n:# autre|# autres} avec --format json",
        "the first {shown:#}; {n:# more|# more} with --format json",
    ),
    "load.left_out": ("Laissées de côté par règle", "Left out by rule"),
    "load.rule": ("règle", "rule"),
    "load.unread": ("Champs non lus", "Fields left unread"),
    "load.file": ("fichier", "file"),
    "load.line": ("ligne", "line"),
    "load.record": ("fiche", "record"),
    "load.field": ("champ", "field"),
    "load.reason": ("raison", "reason"),
    "load.times": ("fois", "times"),
    "loaders.title": ("Chargeurs", "Loaders"),
    "loaders.reads": ("lit", "reads"),
    "loaders.publisher": ("publié par", "publisher"),
    "loaders.address": ("adresse", "address"),
    "loaders.licence": ("licence", "licence"),
    "loaders.coverage": ("couvre", "covers"),
    "loaders.leaves_out": ("laisse de côté", "leaves out"),
    "unload.done": ("{taken_back:# fiche retirée|# fiches retirées}", "{taken_back:# record|# records} removed"),
    "unload.dry": (
        "Essai : rien n'a été changé ; {taken_back:# fiche serait retirée|# fiches seraient retirées}.",
        "Dry run: nothing was changed; {taken_back:# record|# records} would be removed.",
    ),
    "template.title": ("Liste des sous-traitants", "List of processors"),
    "template.list": ("Sous-traitants", "Processors"),
    "template.about": ("Mode d'emploi", "How to fill it in"),
    # workbooks
    "workbook.table": ("Tableau", "Table"),
    "workbook.text": ("Texte", "Text"),
    "workbook.rows": (
        "{n:# ligne ne tient|# lignes ne tiennent} pas dans un classeur ({most:#} au plus) ; en demander moins, ou --format csv",
        "{n:# row does|# rows do} not fit into a workbook ({most:#} at most); ask for fewer, or for --format csv",
    ),
    "workbook.cell": (
        "une cellule de {n:# caractère|# caractères} (« {start}… ») ne tient pas dans un classeur ({most:#} au plus) ; "
        "prendre --format csv",
        "a cell of {n:# character|# characters} ('{start}…') does not fit into a workbook ({most:#} at most); take --format csv",
    ),
    "status.label": ("nature", "kind"),
    "status.arrow": ("relation", "relation"),
    "status.dataset": ("jeu de données", "data set"),
    "status.loader": ("chargeur", "loader"),
    "status.records": ("fiches", "records"),
    "status.loaded_on": ("chargé le", "loaded on"),
    "status.complete": ("complet", "complete"),
    "status.name": ("dans le modèle", "in the model"),
    "status.count": ("nombre", "number"),
    "status.confidential": ("confidentiel", "confidential"),
    "confidential.holds": (
        "Contient ce que disent seuls des jeux de données confidentiels : {names}.",
        "Holds what only confidential data sets say: {names}.",
    ),
    "confidential.made": (
        "Fait d'un graphe qui contient ce que disent seuls des jeux de données confidentiels : {names}.",
        "Made of a graph that holds what only confidential data sets say: {names}.",
    ),
    "confidential.counts": (
        "Compte aussi ce que disent seuls des jeux de données confidentiels : {names}.",
        "Counts what only confidential data sets say, too: {names}.",
    ),
    "status.licence": ("licence", "licence"),
    "status.version": ("version", "version"),
    "status.datasets": ("Jeux de données", "Data sets"),
    "status.nodes": ("Nœuds", "Nodes"),
    "status.arrows": ("Relations", "Relations"),
    "check.good": (
        "{records:# fiche|# fiches} · {files:# fichier|# fichiers} · aucune erreur",
        "{records:# record|# records} · {files:# file|# files} · no errors",
    ),
    "check.error": ("erreur", "error"),
    "check.warning": ("remarque", "remark"),
    "check.bad": ("{problems:# erreur|# erreurs} ; rien ne serait chargé", "{problems:# error|# errors}; nothing would be loaded"),
    # how lists meet
    "meeting.met": (
        "sur {n:# organisation nommée|# organisations nommées}, {met:# est connue|# sont connues} d'ailleurs : {by_number:#} par un "
        "numéro, {by_decision:#} par décision",
        "of {n:# named organisation|# named organisations} {met:# is|# are} known from elsewhere: {by_number:#} by a "
        "number, {by_decision:#} by decision",
    ),
    "meeting.could": (
        "à réunir : {sure:# sûre|# sûres} (maillon duplicates --join), {waiting:#} à trancher (maillon duplicates) ; "
        "en face, {incidents:# incident recensé|# incidents recensés} et {groups:# groupe|# groupes} de personnes",
        "to be brought together: {sure:#} for sure (maillon duplicates --join), {waiting:#} to decide (maillon duplicates); "
        "on the other side {incidents:# recorded incident|# recorded incidents} and {groups:# group|# groups} of people",
    ),
    "meeting.uncounted": (
        "combien d'autres pourraient l'être n'est pas compté ici : maillon duplicates",
        "how many more could be is not counted here: maillon duplicates",
    ),
    "meeting.source": ("liste", "list"),
    "meeting.by_hand": ("fiches écrites à la main", "records written by hand"),
    "meeting.organisations": ("organisations", "organisations"),
    "meeting.by_number": ("connues par numéro", "known by number"),
    "meeting.by_decision": ("par décision", "by decision"),
    "meeting.sure": ("sûres, à réunir", "sure, to be joined"),
    "meeting.waiting": ("à trancher", "to decide"),
    "meeting.incidents": ("incidents en face", "incidents on the other side"),
    "meeting.groups": ("groupes de personnes en face", "groups of people on the other side"),
    "status.meetings": ("Comment les listes se rejoignent", "How the lists meet"),
    "status.contracts": (
        "Marchés publics : {n:# titulaire|# titulaires}, dont connus d'ailleurs : {known} ; aucun incident connu chez eux.",
        "Public contracts: {n:# supplier|# suppliers}, of them known from elsewhere: {known}; no incident is known at them.",
    ),
    "status.contracts_broke": (
        "Marchés publics : {n:# titulaire|# titulaires}, dont connus d'ailleurs : {known} ; incidents chez eux : {incidents}.",
        "Public contracts: {n:# supplier|# suppliers}, of them known from elsewhere: {known}; incidents at them: {incidents}.",
    ),
    "status.verified": ("Trouvée entière le {day}.", "Found whole on {day}."),
    "status.not_verified": (
        "Pas vérifiée depuis le dernier chargement : maillon verify.",
        "Not verified since the last load: maillon verify.",
    ),
    # verify, backup, restore, repair
    "verify.whole": ("La base est entière.", "The store is whole."),
    "verify.not_whole": ("La base n'est pas entière ({n}).", "The store is not whole ({n})."),
    "verify.compared": (
        "Comparés : {records:# fiche|# fiches} en {pages:# page|# pages} du registre, "
        "{nodes:# nœud|# nœuds}, {arrows:# relation|# relations}.",
        "Compared: {records:# record|# records} in {pages:# page|# pages} of the ledger, "
        "{nodes:# node|# nodes}, {arrows:# relation|# relations}.",
    ),
    "verify.more": ("… et {n} de plus", "… and {n} more"),
    "backup.written": ("Sauvegarde écrite : {file}", "Backup written: {file}"),
    "backup.restored": ("Sauvegarde restaurée et vérifiée : {file}", "Backup restored and verified: {file}"),
    "backup.hash": ("SHA-256 : {hash}", "SHA-256: {hash}"),
    "backup.made": ("faite {made_on:on} par maillon {version}", "made {made_on:on} by maillon {version}"),
    "repair.done": ("La base a été refaite d'après son registre.", "The store was made anew from its ledger."),
    "repair.part": (
        "La base a été refaite d'après ce qui est lisible de son registre.",
        "The store was made anew from what can be read of its ledger.",
    ),
    "repair.made": ("Jeux de données refaits", "Data sets made anew"),
    "repair.lost": ("À recharger", "To be loaded again"),
    "repair.again": (
        "{dataset} ({reason}) : maillon load {loader} … --dataset {dataset}",
        "{dataset} ({reason}): maillon load {loader} … --dataset {dataset}",
    ),
    "repair.kept": ("Les fichiers endommagés sont gardés dans {path}.", "The damaged files are kept in {path}."),
    # serve
    "serve.title": ("maillon ouvre {directory} à l'adresse {uri}", "maillon serves {directory} at {uri}"),
    "serve.about": (
        "{engine}, base « {database} ». Utilisateurs : {reader} (lecture seule), {owner} (tous les droits). Ctrl-C pour arrêter.",
        "{engine}, database '{database}'. Users: {reader} (read-only), {owner} (all rights). Ctrl-C to stop.",
    ),
    "serve.shell": ("Avec cypher-shell", "With cypher-shell"),
    "serve.driver": ("Avec le pilote Python de Neo4j", "With Neo4j's Python driver"),
    "serve.command": (
        "Avec maillon (les autres commandes trouvent d'elles-mêmes ce dossier)",
        "With maillon (other commands find this folder by themselves)",
    ),
    "serve.owner": ("Pour écrire : {owner}, mot de passe dans {file}", "To write: {owner}, password in {file}"),
    "serve.restarted": (
        "le moteur s'était arrêté ; il a redémarré à l'adresse {uri}",
        "the engine had ended; it was started again at {uri}",
    ),
    "serve.ended": ("la base n'est plus ouverte aux autres programmes", "no longer serving"),
    # demo
    "demo.loaded": (
        "{incidents:# incident|# incidents}, {organisations:# organisation|# organisations}, {claims:# déclaration|# "
        "déclarations}, {sources:# source|# sources} ({licence}).",
        "{incidents:# incident|# incidents}, {organisations:# organisation|# organisations}, {claims:# statement|# "
        "statements}, {sources:# source|# sources} ({licence}).",
    ),
    "demo.chain": (
        "À qui les assurés d'Audiens confiaient leur téléconsultation (relevé en 2018) :",
        "Whom the insured of Audiens were trusting with their teleconsultation (seen in 2018):",
    ),
    "demo.blast": (
        "Qui était exposé lors de la défaillance de Viamedis, le 22 janvier 2024 :",
        "Who was exposed when Viamedis broke, on 22 January 2024:",
    ),
    "demo.counts": (
        "{insurers:# assureur nommé|# assureurs nommés} (relations : {known}) ; {populations:# groupe d'assurés|# groupes d'assurés}.",
        "{insurers:# insurer|# insurers} named (relations: {known}); {populations:# group|# groups} of insured people.",
    ),
    "demo.people": ("Personnes, d'après les relations recensées : {bounds}.", "People, through the recorded relations: {bounds}."),
    "demo.next": ("Et maintenant :", "What to try next:"),
    # questions of the library, a person's own Cypher
    "question.name": ("nom", "name"),
    "question.topic": ("thème", "topic"),
    "question.question": ("question", "question"),
    "question.parameters": ("paramètres", "parameters"),
    "question.parameter": ("-p {name}=… ({type}) : {meaning}{more}", "-p {name}=… ({type}): {meaning}{more}"),
    "question.example": (" ; par exemple {example}", "; for example {example}"),
    "question.default": (" ; par défaut : {default}", "; default: {default}"),
    "question.optional": (" ; facultatif", "; optional"),
    "type.node": ("nom ou identifiant", "name or id"),
    "type.integer": ("nombre entier", "whole number"),
    "type.string": ("texte", "text"),
    "type.boolean": ("oui ou non", "yes or no"),
    "type.date": ("jour", "day"),
    "topic.actors": ("attaquants", "actors"),
    "topic.blast radius": ("qui est exposé", "blast radius"),
    "topic.chains": ("chaînes de confiance", "chains"),
    "topic.claims": ("déclarations", "statements"),
    "topic.concentration": ("concentration", "concentration"),
    "topic.contrast": ("contradictions", "contrast"),
    "topic.data": ("données", "data"),
    "topic.gaps": ("lacunes", "gaps"),
    "topic.incidents": ("incidents", "incidents"),
    "topic.notification": ("notification", "notification"),
    "topic.ownership": ("capital", "ownership"),
    "topic.people": ("personnes", "people"),
    "topic.products": ("logiciels", "products"),
    "topic.sources": ("sources", "sources"),
    "topic.suppliers": ("fournisseurs", "suppliers"),
    "notebook.more": ("… et {n:# autre|# autres}", "… and {n:#} more"),
    "rows.more": ("… d'autres lignes ne sont pas montrées", "… more rows are not shown"),
    "unknown.label": ("le modèle n'a pas d'étiquette « {word} »", "nothing in the model has the label '{word}'"),
    "unknown.arrow": ("le modèle n'a pas de relation « {word} »", "no relation of the model is called '{word}'"),
    "unknown.property": ("le modèle n'a pas de propriété « {word} »", "no property of the model is called '{word}'"),
    "unknown.close": (" ; le plus proche : {names}", "; closest: {names}"),
    "unknown.all": (" ; voir : maillon schema", "; see: maillon schema"),
}
