"""One letter in every form that the kit makes: readers find the same words in each."""

import pytest
from tests.letters_kit import forms

from archive.importing.readers import read_letter_file
from archive.importing.sheet import Kind

LETTER = """<body lang="ru">
<header>Циркуляр 7 БСЭ</header>
<footer>Place des Nations<br>itumail@itu.int</footer>
<table>
<tr><td>Осн.:</td><td>Циркуляр 7 БСЭ</td><td>Кому:<br>–	Администрациям</td></tr>
<tr><td>Тел.:<br>Факс:</td><td>+41 22 730 0001<br>+41 22 730 0002</td><td></td></tr>
</table>
<p>Уважаемая госпожа,<br>уважаемый господин,</p>
<p>1	Имею честь пригласить вас на собрание, сведения о котором даны по адресу
<a href="https://www.itu.int/go/seven">https://www.itu.int/go/seven</a>.</p>
<ol start="4" type="a"><li>первый вопрос</li><li>второй вопрос<sup>1</sup></li></ol>
<p class="note">1 Примечание.</p>
<hr>
<h1>Приложение 1</h1>
<p>Сведения для участников собрания.</p>
</body>"""


@pytest.fixture(scope="module")
def sheets(tmp_path_factory):
    """The letter's sheet by its form."""
    folder = tmp_path_factory.mktemp("letter")
    found = {}
    for form, data in forms(LETTER).items():
        (folder / f"letter.{form}").write_bytes(data)
        found[form] = read_letter_file(folder / f"letter.{form}")
    return found


@pytest.mark.browser
class TestForms:
    @pytest.mark.parametrize("form", ["docx", "pdf", "html", "txt"])
    def test_every_form_has_the_words_of_the_letter(self, sheets, form):
        said = [p for p in sheets[form].passages if p.kind is not Kind.EDGE]
        words = " ".join(" ".join(p.text.split()) for p in said)
        for part in (
            "Циркуляр 7 БСЭ",
            "1 Имею честь",
            "второй вопрос",
            "Приложение 1",
            "Примечание.",
        ):
            assert part in words
        assert "Place des Nations" not in words

    @pytest.mark.parametrize("form", ["docx", "pdf", "html"])
    def test_cells_running_heads_links_and_pages(self, sheets, form):
        passages = sheets[form].passages
        first = next(p for p in passages if p.kind is Kind.ROW)
        assert first.cells == ("Осн.:", "Циркуляр 7 БСЭ", "Кому:\n– Администрациям")
        edges = " ".join(p.text for p in passages if p.kind is Kind.EDGE)
        assert "Циркуляр 7 БСЭ" in edges
        assert "itumail@itu.int" in edges
        assert Kind.PAGE in {p.kind for p in passages}
        targets = {mark.target for p in passages for mark in p.marks if mark.target}
        assert "https://www.itu.int/go/seven" in targets

    def test_numbers_that_word_itself_prints(self, sheets):
        items = [p for p in sheets["docx"].passages if p.kind is Kind.ITEM]
        assert [(p.label, p.text) for p in items] == [
            ("d)", "первый вопрос"),
            ("e)", "второй вопрос"),
        ]
        assert [p.text for p in sheets["docx"].passages if p.kind is Kind.NOTE] == ["Примечание."]
