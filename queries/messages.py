"""Why an answer or a question cannot be given, in French and English."""

from __future__ import annotations

from maillon.wording import Catalogue

messages = Catalogue(
    {
        # names that a person types
        "name.several": (
            "« {text} » peut désigner plusieurs choses : {candidates} ; écrire l'id de celle voulue",
            "'{text}' could be several things: {candidates}; write the id of the one you mean",
        ),
        "name.close": (
            "rien ne s'appelle « {text} » ; au plus proche : {candidates}",
            "nothing is called '{text}'; closest: {candidates}",
        ),
        "name.unknown": (
            "rien ne s'appelle « {text} » ; chercher avec : maillon find TEXTE",
            "nothing is called '{text}'; look with: maillon find TEXT",
        ),
        "name.other": (
            "« {text} » désigne {candidates} ; il faut ici {wanted}",
            "'{text}' names {candidates}; what is asked for here is {wanted}",
        ),
        "name.candidate": ("{id} ({name})", "{id} ({name})"),
        "name.or": (" ou ", " or "),
        "kind.Organisation": ("une organisation", "an organisation"),
        "kind.Product": ("un logiciel ou service", "a product"),
        "kind.Population": ("un groupe de personnes", "a cohort of people"),
        "kind.Incident": ("un incident", "an incident"),
        "kind.DataCategory": ("un type de données", "a kind of data"),
        # the library of questions
        "question.close": (
            "aucune question ne s'appelle « {name} » ; au plus proche : {close}",
            "no question is called '{name}'; closest: {close}",
        ),
        "question.unknown": (
            "aucune question ne s'appelle « {name} » ; les lister avec : maillon query list",
            "no question is called '{name}'; list them with: maillon query list",
        ),
        "parameter.unknown": (
            "{question} n'a pas de paramètre « {name} » ; admis : {allowed}",
            "{question} has no parameter '{name}'; allowed: {allowed}",
        ),
        "parameter.missing": (
            "{question} a besoin de {name} ({meaning}) ; par exemple : -p {name}={example}",
            "{question} needs {name} ({meaning}); for example: -p {name}={example}",
        ),
        "parameter.type": (
            "{question} : {name} attend {type}, et non « {text} » ; par exemple : -p {name}={example}",
            "{question}: {name} takes {type}, not '{text}'; for example: -p {name}={example}",
        ),
        "type.node": ("un nom ou un identifiant", "a name or an id"),
        "type.integer": ("un nombre entier", "a whole number"),
        "type.string": ("un texte", "a text"),
        "type.boolean": ("true ou false", "true or false"),
        "type.date": ("un jour (2024-01-31)", "a day (2024-01-31)"),
        "none": ("aucun", "none"),
        # the blast radius
        "account.none": (
            "aucune fiche ne dit que {account} utilise un logiciel de {origins} (logiciels là : {products})",
            "no record says that {account} uses a product of {origins} (products there: {products})",
        ),
        # documents
        "dossier.incident": (
            "{id} n'est pas un incident ; les lister avec : maillon query run timeline",
            "{id} is not an incident; list them with: maillon query run timeline",
        ),
        "dossier.supplier": (
            "{id} n'est ni une organisation ni un logiciel ; un fournisseur est l'un ou l'autre",
            "{id} is neither an organisation nor a product; a supplier is one of them",
        ),
        "dossier.nobody": (
            "aucune relation recensée ne mène à {id} : ce n'est pas un fournisseur dans ce graphe ; voir : maillon show {id}",
            "nobody is recorded as trusting {id}: it is not a supplier in this graph; see: maillon show {id}",
        ),
        "dossier.exposure": (
            "{id} n'est pas une organisation ; un rapport d'exposition porte sur un assureur, un hôpital ou un autre client",
            "{id} is not an organisation; an exposure report is about an insurer, hospital or other client",
        ),
        "dossier.nothing": (
            "aucune relation recensée ne part de {id} : aucune source ne dit à qui elle fait confiance ; voir : maillon show {id}",
            "no recorded relation leaves {id}: no source says whom it trusts; see: maillon show {id}",
        ),
        # watching
        "watch.state": (
            "{path} n'est pas ce que maillon watch y a écrit ; le supprimer : tout comptera alors comme nouveau",
            "{path} is not what maillon watch wrote there; delete it: everything then counts as new",
        ),
        # the ranking
        "rank.untouched": (
            "aucune relation de confiance recensée ne touche {id} ; voir : maillon show {id}",
            "no recorded relation of trust touches {id}; see: maillon show {id}",
        ),
        "rank.untrusted": (
            "aucune fiche ne dit que quelqu'un fait confiance à {id} : rien ne changerait",
            "no record says that anybody trusts {id}: nothing would change",
        ),
        "rank.kinds": (
            "{a} n'est pas du même genre que {b} : une organisation ne remplace qu'une organisation, un logiciel qu'un logiciel",
            "{a} is of another kind than {b}: an organisation can stand in for an organisation only, a product for a product",
        ),
        # the snapshot beside a store
        "snapshot.no_snapshot": ("ce n'est pas un instantané", "it is not a snapshot"),
        "snapshot.damaged": ("il est endommagé", "it is damaged"),
        "snapshot.version": (
            "il est de version {found}, ce maillon écrit la {known}",
            "it is of version {found}, this maillon writes {known}",
        ),
        "snapshot.unreadable": ("il ne peut être lu", "it cannot be read"),
        # headers of questions
        "header.missing": (
            "{name} : l'en-tête entre deux lignes « // --- » manque",
            "{name}: the header between two lines '// ---' is missing",
        ),
        "header.yaml": (
            "{place} : l'en-tête n'est pas du YAML simple ({fault}) ; ni étiquette, ni ancre, et une clé une seule fois",
            "{place}: the header is not plain YAML ({fault}): no tag, no anchor, and each key once",
        ),
        "header.fault.empty": ("rien n'y est écrit", "nothing is written in it"),
        "header.fault.several": ("un second document y commence", "a second document begins in it"),
        "header.fault.no_mapping": ("ce ne sont pas des champs", "they are no fields"),
        "header.fault.anchor": ("une ancre ou un renvoi", "an anchor or an alias"),
        "header.fault.tag": ("l'étiquette {detail}", "the tag {detail}"),
        "header.fault.deep": ("trop de niveaux", "too many levels"),
        "header.fault.key": ("une clé n'est pas un mot", "a key is no word"),
        "header.fault.twice": ("« {detail} » y est deux fois", "'{detail}' stands twice in it"),
        "header.lacks": ("{name} : il manque {what} dans l'en-tête", "{name}: the header lacks {what}"),
        "header.unknown": (
            "{place} : rien ne lit {field} ; admis ici : {allowed}",
            "{place}: nothing reads {field}; allowed here: {allowed}",
        ),
        "header.word": (
            "{place} : {field} est « {value} » ; admis : {allowed}",
            "{place}: {field} is '{value}'; allowed: {allowed}",
        ),
        "header.type": (
            "{place} : {field} est « {value} », là où il faut {wanted}",
            "{place}: {field} is '{value}', where {wanted} is needed",
        ),
        "header.text": ("un texte, entre guillemets s'il peut se lire autrement", "a text, in quotes where it can be read otherwise"),
        "header.integer": ("un nombre entier", "a whole number"),
        "header.boolean": ("true ou false", "true or false"),
        "header.date": ("un jour (AAAA-MM-JJ)", "a day (YYYY-MM-DD)"),
        "header.mapping": ("un groupe de champs", "a group of fields"),
        "header.list": ("une liste", "a list"),
        # a part of the graph
        "selection.gone": (
            "{id} n'est pas dans ce qui est transmis (à cette date, sans ce qui est confidentiel) ; en nommer un autre",
            "{id} is not in what is handed on (on that day, without what is confidential); name another",
        ),
        # differences
        "diff.unknown": (
            "{id} n'est d'aucun des deux côtés ; chercher avec : maillon find TEXTE",
            "{id} is on neither side; look it up with: maillon find TEXT",
        ),
    }
)
