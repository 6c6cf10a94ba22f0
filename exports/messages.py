"""Why the graph cannot be written for another program, or read back, in French and English."""

from __future__ import annotations

from maillon.wording import Catalogue

messages = Catalogue(
    {
        "site.no_folder": ("{path} n'est pas un dossier ; en nommer un autre", "{path} is no folder; name another"),
        "site.no_parent": (
            "{path} ne peut être écrit : le dossier {folder} n'existe pas",
            "{path} cannot be written: the folder {folder} does not exist",
        ),
        "site.not_empty": (
            "{path} n'est pas vide et ne contient pas de site écrit ici ({name}) ; nommer un dossier vide ou nouveau : rien n'y est effacé",
            "{path} is not empty and holds no site that was written here ({name}); name an empty or new folder: nothing in it is deleted",
        ),
        "site.unread": (
            "{path} ne dit pas ce que le site contient ; nommer un dossier vide ou nouveau",
            "{path} does not say what the site consists of; name an empty or new folder",
        ),
        "site.url": (
            "« {url} » n'est pas l'adresse d'un site, comme https://observatoire.example/atlas/",
            "'{url}' is no address of a site, as https://observatory.example/atlas/ is",
        ),
        "records.cut": (
            "le dernier chargement de « {dataset} » a été interrompu ; le recharger, puis exporter",
            "the last load of '{dataset}' was cut; load it again, then export",
        ),
        "records.before": (
            "« {dataset} » a été chargé par une version qui ne gardait pas les fiches ; le recharger, puis exporter",
            "'{dataset}' was loaded by a version that kept no records; load it again, then export",
        ),
        "records.other": (
            "{dataset} n'y est pas : c'est le chargeur {loader} qui l'a lu ; transmettre le fichier lui-même",
            "{dataset} is not in it: the loader {loader} read it; hand on the file itself",
        ),
        "export.undated": (
            "laissé de côté, faute de date connue : {n:# déclaration ou incident|# déclarations et incidents}",
            "left out, as no day of theirs is known: {n:# statement or incident|# statements and incidents}",
        ),
        "export.whole": (
            "--format {format} écrit tout le graphe : retirer --of, --max-hops, --as-of, --only",
            "--format {format} writes the whole graph: leave out --of, --max-hops, --as-of, --only",
        ),
        "export.plain.previous": (
            "--format {format} ne connaît pas --previous, qui est pour {formats}",
            "--format {format} knows no --previous, which is for {formats}",
        ),
        "export.plain.publisher": (
            "--format {format} ne connaît pas --publisher, qui est pour {formats}",
            "--format {format} knows no --publisher, which is for {formats}",
        ),
        "export.plain.core": (
            "--format {format} ne connaît pas --core, qui est pour {formats}",
            "--format {format} knows no --core, which is for {formats}",
        ),
        "previous.unreadable": (
            "{path} ne peut être lu : {reason} ; nommer ce que le dernier export a écrit",
            "{path} cannot be read: {reason}; name what the last export wrote",
        ),
        "previous.other": (
            "{path} n'est pas un export de ce format, écrit avec cette version de maillon ; en nommer un, ou écrire dans un autre fichier",
            "{path} is no export of this format that this version of maillon wrote; name one, or write to another file",
        ),
        "previous.publisher": (
            "{path} est d'un autre éditeur ; donner le même --publisher, ou écrire dans un autre fichier",
            "{path} is another publisher's; give the same --publisher, or write to another file",
        ),
        "previous.counts": (
            "depuis {path} : {same} inchangés, {changed} modifiés, {new} nouveaux, {gone} révoqués",
            "since {path}: {same} unchanged, {changed} changed, {new} new, {gone} revoked",
        ),
        "export.unreadable": (
            "{path} ne peut être lu : {reason} ; en écrire un avec : maillon export -o FICHIER",
            "{path} cannot be read: {reason}; write one with: maillon export -o FILE",
        ),
        "export.no_json": ("ce n'est pas du JSON en UTF-8", "it is not JSON in UTF-8"),
        "export.other": (
            "{path} n'est pas un export de maillon ; en écrire un avec : maillon export -o FICHIER",
            "{path} is not an export of maillon; write one with: maillon export -o FILE",
        ),
        "export.version": (
            "{path} est un export de version {found}, ce maillon lit la {known} ; le mettre à jour, ou exporter de nouveau",
            "{path} is an export of version {found}, this maillon reads {known}; upgrade it, or export again",
        ),
        "export.arrow": (
            "{path} : « {type} » n'est pas une relation du modèle ; exporter de nouveau avec cette version",
            "{path}: '{type}' is not a relation of the model; export again with this version",
        ),
        "export.part": ("une partie de sa forme", "a part of its form"),
        "export.lacks": (
            "{path} : il manque {what} à un nœud ou à une relation ; exporter de nouveau",
            "{path}: a node or relation lacks {what}; export again",
        ),
        "export.type": (
            "{path} : {name} de « {thing} » n'est pas {type} ; exporter de nouveau avec cette version",
            "{path}: {name} of '{thing}' is not {type}; export again with this version",
        ),
        "type.string": ("un texte", "a text"),
        "type.integer": ("un nombre entier", "a whole number"),
        "type.float": ("un nombre", "a number"),
        "type.boolean": ("vrai ou faux", "true or false"),
        "type.date": ("un jour (2024-01-31)", "a day (2024-01-31)"),
        "type.string_list": ("une liste de textes", "a list of texts"),
        "type.integer_list": ("une liste de nombres entiers", "a list of whole numbers"),
        "export.wrong": ("{path} : {reason} ; exporter de nouveau", "{path}: {reason}; export again"),
        "admin.unknown": (
            "{name} contient {properties}, que le modèle ne connaît pas : a-t-il été modifié à la main ?",
            "{name} holds {properties}, which the model does not know: was it changed by hand?",
        ),
        "admin.separator": (
            "des listes contiennent les caractères U+001C à U+001F, dont un doit séparer leurs éléments dans cet export ; ainsi {first}",
            "lists hold all the characters from U+001C to U+001F, one of which must separate their items in this export; so does {first}",
        ),
    }
)
