"""Why an answer cannot be given, in French and English."""

from __future__ import annotations

from maillon.wording import Catalogue

refusal = Catalogue(
    {
        # documents
        "dossier.incident": (
            "{id} n'est pas un incident ; les lister avec : maillon query run timeline",
            "{id} is no incident; list them with: maillon query run timeline",
        ),
        "dossier.supplier": (
            "{id} n'est ni une organisation ni un produit ; un fournisseur est l'un ou l'autre",
            "{id} is neither an organisation nor a product; a supplier is one of them",
        ),
        "dossier.nobody": (
            "aucune relation enregistrée ne mène à {id} : ce n'est pas un fournisseur dans ce graphe ; voir : maillon show {id}",
            "nobody is recorded as trusting {id}: it is no supplier in this graph; see: maillon show {id}",
        ),
        "dossier.exposure": (
            "{id} n'est pas une organisation ; un rapport d'exposition porte sur un assureur, un hôpital ou un autre client",
            "{id} is no organisation; an exposure report is about an insurer, hospital or other client",
        ),
        "dossier.nothing": (
            "aucune relation enregistrée ne part de {id} : rien ne dit à qui elle se fie ; voir : maillon show {id}",
            "no recorded relation leaves {id}: nothing says whom it trusts; see: maillon show {id}",
        ),
        # the ranking
        "rank.untouched": (
            "aucune relation de confiance enregistrée ne touche {id} ; voir : maillon show {id}",
            "no recorded relation of trust touches {id}; see: maillon show {id}",
        ),
        "rank.untrusted": (
            "rien ne se fie à {id} dans les fiches : rien ne changerait",
            "nothing trusts {id} in the records: nothing would change",
        ),
        "rank.kinds": (
            "{a} n'est pas du même genre que {b} : une organisation ne peut remplacer qu'une organisation, un produit qu'un produit",
            "{a} is of another kind than {b}: an organisation can stand in for an organisation only, a product for a product",
        ),
        # the snapshot beside a store
        "snapshot.no_snapshot": ("ce n'est pas un instantané", "it is not a snapshot"),
        "snapshot.damaged": ("il est endommagé", "it is damaged"),
        "snapshot.version": (
            "il est de version {found}, ce maillon écrit la {known}",
            "it is of version {found}, this maillon writes {known}",
        ),
        "snapshot.unreadable": ("il ne peut être lu ({reason})", "it cannot be read ({reason})"),
        # differences
        "diff.unknown": (
            "{id} n'est d'aucun des deux côtés ; la chercher avec : maillon find TEXTE",
            "{id} is on neither side; look it up with: maillon find TEXT",
        ),
        # exports
        "export.unreadable": (
            "{path} ne peut être lu : {reason} ; en écrire un avec : maillon export json -o FICHIER",
            "{path} cannot be read: {reason}; write one with: maillon export json -o FILE",
        ),
        "export.no_json": ("ce n'est pas du JSON en UTF-8", "it is not JSON in UTF-8"),
        "export.other": (
            "{path} n'est pas un export de maillon ; en écrire un avec : maillon export json -o FICHIER",
            "{path} is no export of maillon; write one with: maillon export json -o FILE",
        ),
        "export.version": (
            "{path} est un export de version {found}, ce maillon lit la {known} ; le mettre à jour, ou exporter de nouveau",
            "{path} is an export of version {found}, this maillon reads {known}; upgrade it, or export again",
        ),
        "export.arrow": (
            "{path} : « {type} » n'est pas une flèche du modèle ; exporter de nouveau avec cette version",
            "{path}: '{type}' is no arrow of the model; export again with this version",
        ),
        "export.lacks": (
            "{path} : il manque {what} à un nœud ou à une flèche ; exporter de nouveau",
            "{path}: a node or arrow lacks {what}; export again",
        ),
        "export.wrong": ("{path} : {reason} ; exporter de nouveau", "{path}: {reason}; export again"),
    }
)
"""What the answers of this room refuse."""
