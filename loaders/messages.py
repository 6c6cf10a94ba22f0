"""What loaders tell of files, rows and cells that cannot be used, in French and English."""

from __future__ import annotations

from maillon.wording import Catalogue, RefusedError

told = Catalogue(
    {
        # files
        "file.nothing": (
            "rien à lire ici ; sont lus les fichiers en {endings}, seuls, en dossier ou dans un .zip",
            "nothing to read here; files that end in {endings} are read, alone, in folders or in a .zip",
        ),
        "file.large": ("plus de {most} octets ; découper le fichier", "more than {most} bytes; cut the file"),
        "file.unreadable": ("illisible ({why}) ; vérifier le chemin", "cannot be read ({why}); check the path"),
        "file.empty": ("vide ; le télécharger à nouveau", "empty; download it again"),
        "file.page": (
            "une page web, pas des données : une erreur ou une page de connexion a été téléchargée ; télécharger le fichier lui-même",
            "a web page, not data: the download gave an error or a log-in page; download the file itself",
        ),
        "file.binary": (
            "contient des octets nuls : pas un fichier texte ; donner le CSV ou le JSON lui-même",
            "holds zero bytes: not a text file; give the CSV or JSON itself",
        ),
        "zip.damaged": (
            "pas une archive zip, ou abîmée ; la télécharger à nouveau",
            "not a zip archive, or a damaged one; download it again",
        ),
        "zip.bomb": (
            "donnerait {total} octets à partir de {packed} ; refusé comme bombe zip",
            "would unpack to {total} bytes from {packed}; refused as a zip bomb",
        ),
        "zip.longer": (
            "plus long que l'archive ne le dit ; refusé comme bombe zip",
            "is longer than the archive says; refused as a zip bomb",
        ),
        "zip.outside": (
            "cette entrée vise hors de l'archive ; rien de l'archive n'a été lu",
            "this entry points outside the archive; nothing of the archive was read",
        ),
        "zip.entry": ("ne se décompresse pas ({why}) ; télécharger à nouveau", "cannot be unpacked ({why}); download it again"),
        "json.broken": ("pas du JSON, ou coupé ({why}) ; télécharger à nouveau", "not JSON, or cut off ({why}); download it again"),
        "json.constant": ("{text} n'est pas un nombre en JSON", "{text} is not a number of JSON"),
        "json.deep": ("imbriqué trop profondément pour une fiche", "nested too deeply to be a record"),
        "json.object": ("un incident VERIS est un objet JSON", "a VERIS incident is a JSON object"),
        # tables
        "table.one_column": (
            "une seule colonne : pas un tableau séparé par des virgules, points-virgules ou tabulations",
            "one column only: not a table separated by commas, semicolons or tabs",
        ),
        "table.twice": ("deux colonnes s'appellent « {column} » ; en renommer une", "two columns are called '{column}'; rename one"),
        "table.broken": ("tableau illisible ({why})", "not a readable table ({why})"),
        "table.ragged": (
            "{found} cellules là où l'en-tête en a {wanted} ; un guillemet ou un séparateur manque",
            "{found} cells where the header has {wanted}; a quote or a delimiter is missing",
        ),
        "table.other": (
            "ce n'est pas un tableau de « {loader} »: il manque {missing} ; l'en-tête : {header}",
            "not a table that '{loader}' reads: no column holds {missing}; the header is: {header}",
        ),
        "table.column": (
            "aucune colonne ne s'appelle « {column} » ; l'en-tête : {header}",
            "no column is called '{column}'; the header is: {header}",
        ),
        "book.sheet": ("aucune feuille ne s'appelle « {sheet} » ; il y a : {sheets}", "no sheet is called '{sheet}'; there are: {sheets}"),
        "book.broken": (
            "classeur illisible ({why}) ; l'enregistrer à nouveau en XLSX",
            "not a readable workbook ({why}); save it again as XLSX",
        ),
        "book.empty": (
            "la feuille ne contient pas de tableau d'au moins deux colonnes",
            "the sheet holds no table of at least two columns",
        ),
        "mapping.missing": (
            "donner un tableau et une correspondance (.yaml) ; `maillon loaders new TABLE -o mapping.yaml` en écrit une première",
            "give a table and one mapping (.yaml); `maillon loaders new TABLE -o mapping.yaml` writes a first one",
        ),
        "mapping.field": (
            "{part} : « {name} » n'est pas un champ de {rows} ; admis : {allowed}",
            "{part}: '{name}' is not a field of {rows}; allowed: {allowed}",
        ),
        "mapping.needed": ("columns : il manque {missing}, nécessaire aux {rows}", "columns: {missing} is missing; rows of {rows} need it"),
        "mapping.verb": (
            "donner le verbe, pour toutes les lignes sous `constants` ou par une colonne ; admis : {allowed}",
            "give the verb, for all rows under `constants` or by a column; allowed: {allowed}",
        ),
        "mapping.scheme": (
            "schemes : dire de quel répertoire est {name} (siren, siret, finess, lei…)",
            "schemes: say which scheme {name} is of (siren, siret, finess, lei, …)",
        ),
        "mapping.ignored": ("ignore : la colonne « {column} » est lue", "ignore: the column '{column}' is read"),
        # rows and cells
        "row.same": ("la même ligne que la ligne {line}", "the same row as line {line}"),
        "row.again": (
            "un incident de cet id a déjà été lu ; le premier par nom de fichier est gardé",
            "an incident with this id was read before; the first one in the order of file names is kept",
        ),
        "row.more": (
            "et {more} autres de ce genre ; corriger d'abord ceux-ci, puis recharger",
            "and {more} more like these; mend them first, then load again",
        ),
        "row.shape": ("un champ n'a pas la forme que lui donne {form}", "a field has another shape than {form} gives it"),
        "row.no_id": ("ni {one} ni {other} ; donner un id", "neither {one} nor {other}; give it an id"),
        "cell.nobody": ("{column} : personne n'est nommé", "{column}: nobody is named"),
        "cell.date": ("{column} : « {text} » n'est pas une date de la forme {form}", "{column}: '{text}' is not a date of the form {form}"),
        "cell.day": ("{column} : « {text} » n'est pas un jour du calendrier", "{column}: '{text}' is not a day of the calendar"),
        "cell.no_date": ("{column} : pas de date", "{column}: no date"),
        "cell.number": ("{column} : pas un nombre entier", "{column}: not a whole number"),
        "cell.state": ("{column} : pas deux lettres", "{column}: not two letters"),
        "cell.term": (
            "{column} : « {value} » n'est pas connu ; admis : {allowed}",
            "{column}: '{value}' is not a term that is known; allowed: {allowed}",
        ),
        "cell.reversed": ("la fuite finit ({end}) avant de commencer ({start})", "the breach ends ({end}) before it begins ({start})"),
        "cell.order": (
            "« {text} » n'est pas une date ISO ; dire `dates: day-first` ou `dates: month-first` dans la correspondance",
            "'{text}' is not an ISO date; say `dates: day-first` or `dates: month-first` in the mapping",
        ),
        "cell.literal": (
            "{column} : pas une liste de textes en Python ; appels et expressions sont refusés",
            "{column}: not a Python list of texts; calls and expressions are refused",
        ),
        "name.long": (
            "un nom de {length} caractères est un texte, pas un nom ; au plus {most}",
            "a name of {length} characters is a text, not a name; at most {most}",
        ),
        "name.person": ("nommé comme une personne ; les fiches n'en gardent pas", "named like a person; records keep no persons"),
        "id.scheme": (
            "« {scheme} » n'est pas un répertoire connu ; admis : {allowed}",
            "'{scheme}' is not a scheme of identifiers; allowed: {allowed}",
        ),
        "id.form": ("{scheme} : pas de la forme attendue", "{scheme}: not of the form of that scheme"),
        "id.check": (
            "{scheme} : longueur ou clé fausse ; comparer au répertoire",
            "{scheme}: wrong length or check digits; compare it with the register",
        ),
        # formats
        "veris.version": (
            "schema_version : « {version} » n'est pas connu ; 1.3.x et 1.4.x sont lus",
            "schema_version: '{version}' is not known; 1.3.x and 1.4.x are read",
        ),
        "veris.missing": (
            "non valable selon son propre schéma ({version}) : il manque {missing}",
            "not valid by its own schema ({version}): missing {missing}",
        ),
        "stix.bundle": (
            'pas un paquet STIX : un objet JSON avec "type": "bundle" et une liste d\'objets',
            'not a STIX bundle: a JSON object with "type": "bundle" and a list of objects',
        ),
        "stix.object": ("un objet a un type et un id", "an object needs a type and an id"),
        "stix.count": ("said_n : pas un nombre de fiches", "said_n: not a count of records"),
        "model.refused": ("le modèle ne l'admet pas : {why}", "the model does not allow it: {why}"),
    }
)


def wrong(key: str, **values: object) -> RefusedError:
    """The error for one row or cell, to be raised."""
    return RefusedError(told(key, **values))
