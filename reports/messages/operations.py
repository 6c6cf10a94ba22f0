"""What is said of loading, serving and asking, beside the answers themselves."""

from __future__ import annotations

from collections.abc import Mapping

from maillon.wording import Words

WORDS: Mapping[str, Words] = {
    # load, loaders, unload, status, check
    "load.read": ("lus", "read"),
    "load.loaded": ("chargés", "loaded"),
    "load.unchanged": ("inchangés", "unchanged"),
    "load.taken_back": ("repris", "taken back"),
    "load.rejected": ("rejetés", "rejected"),
    "load.rows": (
        "{read} lignes = {used} retenues + {rejected} rejetées + {left} laissées de côté par règle ; "
        "{derived} fiches de ce qu'elles nomment",
        "{read} rows = {used} used + {rejected} rejected + {left} left out by rule; {derived} records of what they name",
    ),
    "load.nodes": ("nœuds", "nodes"),
    "load.arrows": ("relations", "arrows"),
    "load.gone": ("Fiches retirées", "Records taken back"),
    "load.name": ("nom", "name"),
    "load.names": (
        "noms de personnes non gardés : {n} (--explain-names les montre)",
        "names of persons not kept: {n} (--explain-names shows them)",
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
    "sign.word": ("un mot d'organisme", "a word of organisations"),
    "sign.none": ("aucun signe", "no sign"),
    "load.warnings": ("Remarques", "Remarks"),
    "load.dry": (
        "Essai : rien n'a été changé, c'est ce que ferait un chargement.",
        "Dry run: nothing was changed; this is what a load would do.",
    ),
    "load.rejections": ("Rejetés", "Rejected"),
    "load.left_out": ("Laissés de côté par règle", "Left out by rule"),
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
    "unload.done": (
        "{taken_back} fiches reprises · nœuds -{nodes_deleted} · relations -{arrows_deleted}",
        "{taken_back} records taken back · nodes -{nodes_deleted} · arrows -{arrows_deleted}",
    ),
    "unload.dry": (
        "Essai : rien n'a été changé ; {taken_back} fiches seraient retirées.",
        "Dry run: nothing was changed; {taken_back} records would be taken back.",
    ),
    # workbooks
    "workbook.table": ("Tableau", "Table"),
    "workbook.text": ("Texte", "Text"),
    "workbook.rows": (
        "{n} lignes ne tiennent pas dans un classeur ({most} au plus) ; en demander moins, ou --format csv",
        "{n} rows do not fit into a workbook ({most} at most); ask for fewer, or for --format csv",
    ),
    "workbook.cell": (
        "une cellule de {n} caractères (« {start}… ») ne tient pas dans un classeur ({most} au plus) ; prendre --format csv",
        "a cell of {n} characters ('{start}…') does not fit into a workbook ({most} at most); take --format csv",
    ),
    "status.label": ("nature", "label"),
    "status.arrow": ("relation", "arrow"),
    "status.dataset": ("jeu de données", "data set"),
    "status.loader": ("chargeur", "loader"),
    "status.records": ("fiches", "records"),
    "status.loaded_on": ("chargé le", "loaded on"),
    "status.complete": ("complet", "complete"),
    "status.confidential": ("confidentiel", "confidential"),
    "status.licence": ("licence", "licence"),
    "status.datasets": ("Jeux de données", "Data sets"),
    "status.nodes": ("Nœuds", "Nodes"),
    "status.arrows": ("Relations", "Arrows"),
    "check.good": ("fiches : {records} · fichiers : {files} · aucune erreur", "records: {records} · files: {files} · no errors"),
    "check.error": ("erreur", "error"),
    "check.warning": ("remarque", "remark"),
    "check.bad": ("erreurs : {problems} ; rien ne serait chargé", "errors: {problems}; nothing would be loaded"),
    # serve
    "serve.title": ("maillon sert {directory} à l'adresse {uri}", "maillon serves {directory} at {uri}"),
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
    "serve.ended": ("le service est terminé", "no longer serving"),
    # demo
    "demo.loaded": (
        "{incidents} incidents, {organisations} organisations, {claims} déclarations, {sources} sources ({licence}).",
        "{incidents} incidents, {organisations} organisations, {claims} claims, {sources} sources ({licence}).",
    ),
    "demo.chain": (
        "À qui les assurés d'Audiens confiaient leur téléconsultation (vu en 2018) :",
        "Whom the insured of Audiens were trusting with their teleconsultation (seen in 2018):",
    ),
    "demo.blast": (
        "Qui était exposé quand Viamedis a cédé, le 22 janvier 2024 :",
        "Who was exposed when Viamedis broke, on 22 January 2024:",
    ),
    "demo.counts": (
        "{insurers} assureurs nommés (relations : {known}) ; {populations} groupes d'assurés.",
        "{insurers} insurers named (relations: {known}); {populations} groups of insured people.",
    ),
    "demo.people": ("Personnes, par les relations enregistrées : {bounds}.", "People, through the recorded links: {bounds}."),
    "demo.next": ("Et maintenant :", "What to try next:"),
    # questions of the library, a person's own Cypher
    "question.name": ("nom", "name"),
    "question.topic": ("thème", "topic"),
    "question.question": ("question", "question"),
    "question.parameters": ("paramètres", "parameters"),
    "rows.more": ("… d'autres lignes ne sont pas montrées", "… more rows are not shown"),
    "rows.none": ("aucune ligne", "no rows"),
    "unknown.label": ("aucun nœud ne s'appelle « {word} »", "nothing in the model has the label '{word}'"),
    "unknown.arrow": ("aucune relation ne s'appelle « {word} »", "no relation of the model is called '{word}'"),
    "unknown.property": ("aucune propriété ne s'appelle « {word} »", "no property of the model is called '{word}'"),
    "unknown.close": (" ; le plus proche : {names}", "; closest: {names}"),
    "unknown.all": (" ; voir : maillon schema", "; see: maillon schema"),
}
