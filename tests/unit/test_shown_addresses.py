"""What the words of a link show, and what only looks so: look-alikes are attacks (bodies.toml)."""

import pytest

from archive.shown_addresses import holds_an_address, shows_another_host

ELSEWHERE = "https://other.example/"


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("www.itu.int", "https://www.itu.int/"),
        ("www.itu.int/ITU-T", "https://itu.int/"),
        ("itu.int:443", "https://itu.int/"),
        ("https://www.itu.int.", "https://www.itu.int/"),
        ("https://itu.int/go?to=https://union.example/", "https://itu.int/go"),
        ("www.itu.int/at/www.union.org", "https://itu.int/"),
        ("https://мвд.рф/письмо", "https://мвд.рф/"),
        ("мвд.рф", "https://мвд.рф/письмо"),
        ("https://сосо.рф/", "https://сосо.рф/"),
        ("ann@itu.int", "mailto:ann@itu.int"),
        ("Ann (ann@itu.int)", "mailto:Ann@itu.int"),
        ("tsb@itu.int", "https://www.itu.int/"),
        ("ITU‑T Rec. Y.3000", ELSEWHERE),
        ("U.S. delegation, sect. 5.2", ELSEWHERE),
        ("см. п. 3.2 и т.д.", ELSEWHERE),
        ("plan.pdf", ELSEWHERE),
        ("at union.example", ELSEWHERE),
        ("https://www.itu.int/", "#p1"),
    ],
)  # fmt: skip
def test_true_words_and_plain_words_mislead_nobody(words, target):
    assert not shows_another_host(words, target)


@pytest.mark.parametrize("words", ["мвд.рф", "https://мвд.рф/", "HTTPS://ITU.INT", "//itu.int/x"])
def test_hosts_in_any_letters_are_seen(words):
    assert shows_another_host(words, ELSEWHERE)


@pytest.mark.parametrize("words", ["https:/\u200d/intranet", "https:/\u0301/intranet"])
def test_what_nobody_sees_hides_no_address(words):
    assert holds_an_address(words)
    assert shows_another_host(words, ELSEWHERE)


@pytest.mark.parametrize("words", ["Registration – page 2", "Регистрация («форма»), № 5"])
def test_plain_words_hold_no_address(words):
    assert not holds_an_address(words)
