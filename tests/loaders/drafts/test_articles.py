"""What an article can be read from, and the sentence that is said of each that cannot."""

from __future__ import annotations

import io

import pytest

from maillon.loaders.drafts.articles import ArticleText, read_article
from maillon.loaders.inputs import Input
from maillon.loaders.problems import BadInputError

STORY = (
    "La société Santexia a annoncé que les données de 300 000 patients ont été consultées par un tiers, et elle a prévenu ses clients. "
    "Les services fonctionnent de nouveau, mais l'enquête de la Cnil est en cours et l'ampleur de la fuite n'est pas encore connue. "
)
OTHER = (
    "Dans une autre affaire, le groupe Almadis dit que les dossiers de 9 000 salariés sont sur un forum, et que la police a été saisie. "
    "Il assure que ses sauvegardes sont intactes et que les salaires de ce mois seront versés à la date prévue pour tous. "
)


def read(text: str | bytes, name: str = "article") -> ArticleText:
    return read_article(Input(name, text.encode() if isinstance(text, str) else text))


def remarks(article: ArticleText) -> set[str]:
    return {remark.key for remark in article.remarks}


def page(body: str, head: str = "") -> str:
    return f'<!DOCTYPE html><html lang="fr"><head><title>Une fuite</title>{head}</head><body>{body}</body></html>'


GERMAN = (
    "Bei einem Angriff auf den IT-Dienstleister sind Daten von Versicherten gestohlen worden. Das Unternehmen hat die Behörden informiert "
    "und arbeitet mit Hochdruck an der Wiederherstellung der Systeme. Wie viele Menschen betroffen sind, ist noch nicht bekannt."
)
SPANISH = (
    "El ataque contra el proveedor dejó al descubierto los datos de miles de pacientes. La empresa ha notificado a la autoridad y dice que "
    "no hay pruebas de que los datos hayan sido publicados. Los hospitales trabajan con papel desde el lunes."
)
DUTCH = (
    "Bij een aanval op de leverancier zijn gegevens van patiënten gestolen. Het bedrijf heeft de toezichthouder ingelicht en werkt aan het "
    "herstel van de systemen. Hoeveel mensen zijn getroffen is nog niet bekend, zegt een woordvoerder van het ziekenhuis."
)

REFUSED: dict[str, list[str | bytes]] = {
    "article.empty": ["", " \n\t\n", "\ufeff"],
    "article.none": [
        page(""),
        page("<nav><a href='/'>Accueil</a></nav><p>Menu</p>"),
        page("<div class='comments'><p>" + STORY + "</p></div>"),
    ],
    "article.language": [GERMAN, SPANISH, DUTCH, page(f"<article><p>{GERMAN}</p><p>{GERMAN}</p></article>"), "Une fuite.", "1234 5678"],
    "article.long": [STORY * 20_000, (STORY * 4 + "\n") * 6_000],
    "article.large": [b"x" * ((20 << 20) + 1)],
    "file.binary": [b"GIF89a\x00\x00\x01\x02\x00" * 40, b"PK\x05\x06\x00\x00\x00" * 30],
    "article.broken": [b"%PDF-1.7\nthis is none"],
}


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in REFUSED.items() for text in texts])
def test_what_is_no_article_is_refused_with_a_sentence_of_its_own(code: str, text: str | bytes) -> None:
    with pytest.raises(BadInputError) as refused:
        read(text)
    assert [problem.code for problem in refused.value.problems] == [code]
    assert all(refused.value.say(lang) for lang in ("fr", "en"))


def test_a_page_gives_its_article_and_says_how_much_was_taken_for_something_else() -> None:
    found = read(
        page(
            f"<nav><a href='/'>Accueil</a> <a href='/sante'>Santé</a></nav><main><article><h1>Une fuite</h1><p>{STORY}</p>"
            f"<p>{STORY}</p><ul><li>nom, prénom</li><li>numéro de sécurité sociale</li></ul></article></main>"
            f"<section id='comments'><p>Je pense que les pirates sont partout. {OTHER}</p></section><footer>© Journal</footer>",
            '<meta property="og:site_name" content="Le Journal">'
            '<meta property="article:published_time" content="2026-05-12T10:00:00+02:00">'
            '<link rel="canonical" href="https://journal.example/fuite">',
        )
    )
    assert STORY.strip() in found.text
    assert "numéro de sécurité sociale" in found.text
    assert not any(word in found.text for word in ("Accueil", "pirates", "Almadis", "©"))
    assert (found.publisher, found.title, found.published, found.url) == (
        "Le Journal",
        "Une fuite",
        "2026-05-12",
        "https://journal.example/fuite",
    )
    left = next(remark for remark in found.remarks if remark.key == "article.left_out")
    assert "of comments" in left
    assert " 0 of comments" not in left


def test_a_page_without_the_element_of_an_article_gives_its_prose() -> None:
    body = f"<div class='menu'><a href='/'>Accueil</a></div><div><p>{STORY * 2}</p><p>{STORY}</p></div><div>Contact</div>"
    found = read(page(body))
    assert found.text.count("Santexia") == 3
    assert "Accueil" not in found.text


def test_lines_that_were_broken_at_a_width_are_one_sentence_and_a_list_stays_one() -> None:
    wrapped = (
        STORY.strip().replace("consultées par", "consultées\npar").replace("l'enquête de", "l'enquête\nde") + "\n\nnom, prénom\nadresse\n"
    )
    found = read(wrapped)
    assert STORY.strip() in found.text
    assert "nom, prénom\nadresse" in found.text


def test_of_two_articles_on_one_page_the_one_of_its_title_is_read_and_the_other_is_said() -> None:
    two = f"<article><h1>Une fuite</h1><p>{STORY * 2}</p></article><article><h2>Une autre</h2><p>{OTHER * 4}</p></article>"
    found = read(page(two))
    assert ("Santexia" in found.text, "Almadis" in found.text) == (True, False)
    assert "article.others" in remarks(found)


def test_a_teaser_before_a_paywall_is_read_and_said_to_be_one() -> None:
    walled = page(
        f"<article><p>{STORY * 2}</p><p>Il vous reste 78 % de cet article à lire. La suite est réservée aux abonnés.</p></article>"
    )
    told = page(
        f"<article><p>{STORY * 2}</p></article>",
        '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>',
    )
    for text in (walled, told):
        assert "article.paywall" in remarks(read(text))
    assert "article.short" in remarks(read(STORY))
    assert remarks(read(page(f"<article><p>{STORY * 4}</p></article>"))) == {"article.left_out"}


def test_a_page_of_five_megabytes_with_a_short_article_is_read() -> None:
    script = "<script>" + "var x = 'é';" * 450_000 + "</script>"
    found = read(page(f"{script}<article><p>{STORY * 3}</p></article>"))
    assert found.text.count("Santexia") == 3


def test_a_page_in_an_older_encoding_or_nested_without_end_is_read_or_refused_in_order() -> None:
    latin = page(f"<article><p>{STORY * 3}</p></article>").encode("cp1252")
    assert "données" in read(latin).text
    assert "Santexia" in read(page("<div>" * 200 + f"<p>{STORY * 3}</p>")).text
    with pytest.raises(BadInputError, match="text"):
        read(page("<div>" * 50_000 + STORY * 3))


def test_a_pdf_gives_the_text_of_its_pages_and_a_scan_says_that_it_has_none() -> None:
    from pypdf import PdfWriter

    blank = PdfWriter()
    blank.add_blank_page(200, 200)
    out = io.BytesIO()
    blank.write(out)
    with pytest.raises(BadInputError) as refused:
        read(out.getvalue(), "scan.pdf")
    assert [problem.code for problem in refused.value.problems] == ["article.scan"]
    found = read(_pdf([STORY[n : n + 80].rpartition(" ")[0] for n in (0, 80)] * 4), "article.pdf")
    assert "300 000 patients" in found.text


def _pdf(lines: list[str]) -> bytes:
    """A PDF of one page that says these lines."""
    shown = "".join(f"({line.replace('(', '').replace(')', '')}) Tj T* " for line in lines)
    stream = f"BT /F1 10 Tf 12 TL 40 780 Td {shown}ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length " + str(len(stream)).encode() + b" >>\nstream\n" + stream + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += str(number).encode() + b" 0 obj\n" + body + b"\nendobj\n"
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode() + b"".join(f"{at:010d} 00000 n \n".encode() for at in offsets)
    return out + f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF".encode()
