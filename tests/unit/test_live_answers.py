"""Asking a server that misbehaves, and reading what nobody should send."""

import datetime as dt
import gzip
import socket
import threading
import time
from contextlib import contextmanager

import pytest

from archive.languages import load_phrases
from archive.live import answers, data, subscriptions
from archive.live.answers import Answer, Asker, NoAnswerError
from archive.live.pages import LivePage, lost_page
from archive.live.place import SitePlace
from archive.live.problems import LiveProblem, gathered
from archive.live.serving import served
from archive.live.surroundings import around
from archive.live.survey import PATIENCE, Survey, Wish, normal_address
from archive.problems import Severity

PLACE = SitePlace(
    base="https://host.example/a/", claimed="https://host.example/a/", languages=("ru", "en")
)
PHRASES = load_phrases()
WISH = Wish(base=PLACE.base, today=dt.date(2026, 6, 20), most_days=7)
SLASH = {
    "https://host.example/a/circulars": (301, {"location": "/a/circulars/"}, ""),
    "http://host.example/a/": (308, {"location": "https://host.example/a/"}, ""),
}
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n"


@contextmanager
def server(*pieces, pause=0.0):
    """A server that sends *pieces* to everybody who asks, whatever they ask for."""
    line = socket.create_server(("127.0.0.1", 0))
    over = threading.Event()

    def serve():
        while True:
            try:
                connection, _ = line.accept()
            except OSError:
                return
            with connection:
                connection.recv(65_536)
                for piece in pieces:
                    try:
                        connection.sendall(piece)
                    except OSError:
                        break
                    if over.wait(pause):
                        break

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{line.getsockname()[1]}/"
    over.set()
    line.shutdown(socket.SHUT_RDWR)
    line.close()
    thread.join(5)


def reason_of(address, seconds=5.0):
    with pytest.raises(NoAnswerError) as caught:
        Asker(seconds).ask(address)
    return getattr(caught.value.reason, "key", caught.value.reason).removeprefix("live.reason.")


def answer(body, *, status=200, address="https://host.example/a/x", **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    data = body if isinstance(body, bytes) else body.encode()
    return Answer(address=address, status=status, headers=named, body=data, was_packed=False)


def codes(problems):
    return [problem.code for problem in problems]


class TestAsking:
    def test_a_whole_answer(self):
        packed = gzip.compress(b"<p>" * 100)
        head = HEAD + b"Content-Encoding: gzip\r\nX-One: 1\r\n"
        with server(head + b"Content-Length: %d\r\n\r\n" % len(packed) + packed) as address:
            found = Asker(5).ask(address)
        assert (found.status, found.body, found.was_packed) == (200, b"<p>" * 100, True)
        assert found.headers["x-one"] == "1"
        assert found.media_type == "text/html"

    def test_redirects_are_not_followed(self):
        head = b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/secret\r\n"
        with server(head + b"Content-Length: 0\r\n\r\n") as address:
            found = Asker(5).ask(address)
        assert found.moves
        assert codes(served(found, "")) == ["moved"]

    @pytest.mark.parametrize(
        ("pieces", "reason"),
        [
            ((HEAD + b"Content-Length: 100\r\n\r\n<p>",), "cut-short"),
            ((HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\n<p>",), "cut-short"),
            ((HEAD + b"Content-Encoding: gzip\r\n\r\nplain",), "badly-packed"),
            (
                (HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"x" * 999)[:-9],),
                "cut-short",
            ),
            ((b"SSH-2.0-OpenSSH_9.2\r\n",), "no-http"),
            ((b"",), "hung-up"),
            ((HEAD + b"X: " + b"y" * 70_000 + b"\r\n\r\n",), "no-http"),
        ],
    )
    def test_what_is_no_answer(self, pieces, reason):
        with server(*pieces) as address:
            assert reason_of(address) == reason

    def test_a_server_that_says_nothing(self):
        with server(b"", pause=30) as address:
            assert reason_of(address, 0.2) == "too-slow"

    def test_a_server_that_drips(self):
        start = time.monotonic()
        with server(HEAD + b"\r\n", *[b"x"] * 500, pause=0.05) as address:
            assert reason_of(address, 0.2) == "too-slow"
        assert time.monotonic() - start < 10

    def test_what_is_too_large(self, monkeypatch):
        monkeypatch.setattr(answers, "MOST_BYTES", 1000)
        with server(HEAD + b"\r\n" + b"x" * 2000) as address:
            assert reason_of(address) == "too-large"
        bomb = gzip.compress(b"x" * 100_000)
        with server(HEAD + b"Content-Encoding: gzip\r\n\r\n" + bomb) as address:
            assert reason_of(address) == "too-large"

    def test_nobody_listens(self):
        with server() as address:
            pass
        assert reason_of(address) == "refused"

    @pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://host.example/", "data:,x"])
    def test_only_the_web_is_asked(self, address):
        assert reason_of(address) == "no-address"


class TestReading:
    @pytest.mark.parametrize(
        "text",
        [
            "",
            "<rss",
            "<!DOCTYPE r [<!ENTITY a 'x'>]><r>&a;</r>",
            "<!DOCTYPE r [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><r>&a;</r>",
            "<!DOCTYPE r [<!ENTITY a 'aa'><!ENTITY b '&a;&a;&a;'>]><r>&b;&b;</r>",
            "<!DOCTYPE html><html></html>",
        ],
    )
    def test_xml(self, text):
        with pytest.raises(data.UnreadableError) as caught:
            data.xml(answer(text))
        assert "root:" not in caught.value.problem.message(PHRASES["en"])

    @pytest.mark.parametrize("text", ["", "[]", "{", "[" * 100_000, '"x"', b"\xff\xfe{"])
    def test_json(self, text):
        with pytest.raises(data.UnreadableError):
            data.plain(answer(text))

    @pytest.mark.parametrize(
        "text",
        ["", "BEGIN:VCALENDAR\r\n", "BEGIN:VEVENT\r\nEND:VEVENT\r\n", "<html>", b"\xff\xff"],
    )
    def test_calendars(self, text):
        with pytest.raises(data.UnreadableError):
            subscriptions.said_by(answer(text), "calendar.ics")

    def test_a_date_without_what_it_needs(self):
        text = (
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nNAME;LANGUAGE=en:Dates\r\n"
            "SOURCE;VALUE=URI:https://host.example/a/en/calendar.ics\r\n"
            "BEGIN:VEVENT\r\nSUMMARY:x\r\nDTSTAMP:20260601T000000Z\r\nEND:VEVENT\r\n"
            "END:VCALENDAR\r\n"
        )
        said = subscriptions.said_by(answer(text), "en/calendar.ics")
        found = subscriptions.judged(answer(text), "en/calendar.ics", said, PLACE, filled=True)
        assert codes(found) == ["entries-lack"]

    @pytest.mark.parametrize(
        ("old", "new", "expected"),
        [
            ("", "", []),
            ("\r\n", "\n", [("bare-line-ends", {"number": 19})]),
            (
                "\r\nUID",
                "\rUID",
                [("bare-line-ends", {"number": 1}), ("empty", {})],
            ),
            ("DTSTAMP:20260601T000000Z\r\n", "", [("not-stamped", {"number": 1})]),
            (
                "TZID:Sea/Light House",
                "TZID:Sea/Other",
                [("zone-not-described", {"zone": "Sea/Light House"})],
            ),
            ("BEGIN:VTIMEZONE", "begin:vtimezone", []),
            ('"Sea/Light House"', '"Sea/Light\r\n  House"', []),
            ('TZID="Sea/Light House"', "X-A=1;TZID=/registry/Sea", []),
            ("T100000", "T100000Z", []),
            (
                ';TZID="Sea/Light House":',
                ';X-B="a;TZID=b:c";tzid=Sea/None:',
                [("zone-not-described", {"zone": "Sea/None"})],
            ),
            ("SUMMARY:x", "SUMMARY:x;TZID=Sea/None:y", []),
        ],
    )
    def test_what_lenient_readers_of_calendars_forgive(self, old, new, expected):
        text = (
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nNAME;LANGUAGE=en:Dates\r\n"
            "SOURCE;VALUE=URI:https://host.example/a/en/calendar.ics\r\n"
            "BEGIN:VTIMEZONE\r\nTZID:Sea/Light House\r\nBEGIN:STANDARD\r\n"
            "DTSTART:20000101T000000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0100\r\n"
            "END:STANDARD\r\nEND:VTIMEZONE\r\n"
            "BEGIN:VEVENT\r\nUID:x\r\nDTSTAMP:20260601T000000Z\r\nSUMMARY:x\r\n"
            'DTSTART;TZID="Sea/Light House":20260602T100000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n'
        )
        assert old in text
        sent = answer(text.replace(old, new))
        said = subscriptions.said_by(sent, "en/calendar.ics")
        found = subscriptions.judged(sent, "en/calendar.ics", said, PLACE, filled=True)
        assert [(each.code, each.values) for each in found] == expected

    @pytest.mark.parametrize(
        ("path", "text"),
        [
            ("feed.xml", "<rss><channel><language>ru</language></channel></rss>"),
            ("atom.xml", "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='ru'/>"),
            ("feed.json", '{"language": "ru", "items": []}'),
        ],
    )
    def test_feeds_that_say_too_little(self, path, text):
        said = subscriptions.said_by(answer(text), path)
        found = codes(subscriptions.judged(answer(text), path, said, PLACE, filled=True))
        assert (
            {"wrong-address", "empty"}
            <= set(found)
            <= {
                "wrong-address",
                "empty",
                "entries-lack",
            }
        )
        assert "wrong-language" not in found

    @pytest.mark.parametrize("text", ["<rss/>", "<html/>", "<feed/>"])
    def test_what_is_no_feed(self, text):
        with pytest.raises(data.UnreadableError):
            subscriptions.said_by(answer(text), "feed.xml")

    def test_a_page(self):
        page = (
            "<!doctype html><html lang=de><head><title></title>"
            "<link rel=canonical href='https://elsewhere.example/'>"
            "<script src=https://cdn.example/x.js></script></head><body>"
        )
        found = codes(LivePage(answer(page), "en/").judged(PLACE))
        assert found == [
            "cut-short",
            "wrong-language",
            "part-missing",
            "part-missing",
            "wrong-address",
            "foreign",
            "no-policy",
        ]

    @pytest.mark.parametrize(
        ("head", "header", "found"),
        [
            ("<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\">", "", []),
            ("", "script-src 'self'", []),
            ("", "frame-ancestors 'none'", ["no-policy"]),
            (
                "<script src=x.js></script>"
                "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\">",
                "",
                ["no-policy"],
            ),
        ],
    )
    def test_a_policy_holds_for_what_follows_it(self, head, header, found):
        page = (
            f"<html lang=ru><head>{head}<title>T</title>"
            f"<link rel=canonical href='{PLACE.claimed}'></head><body><h1>T</h1></body></html>"
        )
        read = LivePage(answer(page, content_security_policy=header), "")
        assert codes(read.judged(PLACE)) == found

    @pytest.mark.parametrize(
        ("status", "body", "found"),
        [
            (200, "<div class=not-found><p lang=ru><p lang=en></div></html>", ["lost-status"]),
            (404, "<h1>Not Found</h1></html>", ["lost-page"]),
            (404, "<div class=not-found><p lang=ru></div></html>", ["lost-page"]),
            (404, "", ["lost-page"]),
            (404, "<div class=not-found><p lang=ru><p lang=en></div>", ["cut-short"]),
            (404, "<div class=not-found><p lang=ru><p lang=en></div></html>", []),
        ],
    )
    def test_the_page_for_lost_addresses(self, status, body, found):
        assert codes(lost_page(answer(body, status=status), ("ru", "en"))) == found


class TestServing:
    @pytest.mark.parametrize(
        ("path", "headers", "found"),
        [
            ("en/", {"content_type": "text/html; charset=utf-8"}, []),
            ("en/", {"content_type": "text/plain"}, ["wrong-type"]),
            ("en/", {}, ["wrong-type"]),
            ("en/", {"content_type": "text/html; charset=windows-1251"}, ["wrong-charset"]),
            ("atom.xml", {"content_type": "application/atom+xml"}, []),
            ("atom.xml", {"content_type": "text/html"}, ["wrong-type"]),
            ("x.ics", {"content_type": "text/calendar;charset=UTF-8"}, []),
            ("x.ics", {"content_type": "text/calendar"}, ["no-charset"]),
            ("wasm.ru.pagefind", {"content_type": "application/octet-stream"}, []),
            (
                "circulars/2026/ex-1/notes.txt",
                {"content_type": "text/plain; charset=utf-8"},
                ["no-nosniff"],
            ),
        ],
    )
    def test_types(self, path, headers, found):
        sent = {"cache_control": "no-cache", "etag": '"1"', **headers}
        assert codes(served(answer("x", **sent), path)) == found

    @pytest.mark.parametrize(
        ("headers", "found"),
        [
            ({"cache_control": "max-age=600", "etag": '"1"'}, []),
            ({"cache_control": "max-age=600"}, ["no-caching"]),
            ({"etag": '"1"'}, ["no-caching"]),
            ({"cache_control": "max-age=604800", "etag": '"1"'}, ["kept-too-long"]),
            ({"cache_control": "public, immutable", "etag": '"1"'}, ["kept-too-long"]),
        ],
    )
    def test_caching(self, headers, found):
        page = answer("x", content_type="text/html", **headers)
        assert codes(served(page, "")) == found

    def test_what_has_a_fingerprint_may_be_kept(self):
        part = answer("x", content_type="application/octet-stream", cache_control="immutable")
        assert codes(served(part, "pagefind/ru/ru/index/ru_84cd542.pf_index")) == []

    def test_compression(self):
        sent = {"content_type": "text/html", "cache_control": "no-cache", "etag": '"1"'}
        assert codes(served(answer("x" * 5000, **sent), "")) == ["not-compressed"]

    @pytest.mark.parametrize("status", [403, 404, 500])
    def test_status(self, status):
        assert codes(served(answer("x", status=status), "")) == ["wrong-status"]


class TestSurroundings:
    @staticmethod
    def found(base, replies):
        place = SitePlace(base=base, claimed=base, languages=("ru", "en"))

        def ask(address):
            status, headers, body = replies.get(address, (404, {}, ""))
            return answer(body, status=status, address=address, **headers)

        return codes(around(place, ask))

    def test_a_host_in_order(self):
        assert self.found("https://host.example/a/", SLASH) == []

    def test_an_address_without_its_slash(self):
        replies = {"http://host.example/a/": SLASH["http://host.example/a/"]}
        assert self.found("https://host.example/a/", replies) == ["no-slash"]

    def test_an_insecure_address_that_answers(self):
        replies = {**SLASH, "http://host.example/a/": (200, {}, "")}
        assert self.found("https://host.example/a/", replies) == ["not-secure"]
        replies = {"http://host.example/a/circulars": (301, {"location": "circulars/"}, "")}
        assert self.found("http://host.example/a/", replies) == ["not-secure"]

    @pytest.mark.parametrize(
        ("robots", "found"),
        [
            ("User-agent: *\nDisallow: /\n", ["closed-to-robots"]),
            ("user-agent: one\nUser-agent: *\ndisallow: /a # all\n", ["closed-to-robots"]),
            ("User-agent: *\nDisallow:\n", []),
            ("User-agent: *\nDisallow: /private/\n", []),
            ("User-agent: one\nDisallow: /\n", []),
            ("User-agent: *\nAllow: /\n\nUser-agent: one\nDisallow: /\n", []),
        ],
    )
    def test_robots(self, robots, found):
        replies = {**SLASH, "https://host.example/robots.txt": (200, {}, robots)}
        assert self.found("https://host.example/a/", replies) == found


class TestWholeReading:
    def test_a_host_that_dies_is_not_asked_for_ever(self):
        home = f"<html><link rel=canonical href='{PLACE.base}'><body></body></html>"
        asked = []

        def ask(address):
            asked.append(address)
            if address == PLACE.base:
                return answer(home, address=address, content_type="text/html")
            raise NoAnswerError("gone")

        seen = Survey(WISH, ask).run()
        assert "gave-up" in codes(seen.problems)
        assert len([each for each in asked if each.startswith(PLACE.base)]) < PATIENCE + 8

    def test_what_is_no_archive_is_not_read(self):
        asked = []

        def ask(address):
            asked.append(address)
            return answer("<html><body>Parked</body></html>", address=address)

        seen = Survey(WISH, ask).run()
        assert codes(seen.problems) == ["not-an-archive"]
        assert asked == [PLACE.base]


class TestProblems:
    def test_what_a_server_sends_does_not_steer_the_terminal(self):
        values = {"found": "\x1b[2J\r\nerror\u202e" + "x" * 1000, "wanted": "text/html"}
        problem = LiveProblem(
            address="https://host.example/\x1b]0;x", code="wrong-type", values=values
        )
        for words in PHRASES.values():
            line = problem.render(words)
            assert line.isprintable()
            assert len(line) < 500

    def test_a_warning_is_told_once(self):
        several = [
            LiveProblem(address=f"https://host.example/{name}", code="no-caching") for name in "cab"
        ]
        (problem,) = gathered([*several, several[0]])
        assert problem.address == "https://host.example/a"
        assert problem.more == 2
        assert problem.severity is Severity.WARNING
        assert "2 more addresses" in problem.message(PHRASES["en"])

    def test_errors_come_first_and_each_by_itself(self):
        found = gathered(
            [
                LiveProblem(address="https://host.example/a", code="no-caching"),
                LiveProblem(address="https://host.example/b", code="cut-short"),
                LiveProblem(address="https://host.example/c", code="cut-short"),
            ]
        )
        assert codes(found) == ["cut-short", "cut-short", "no-caching"]


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("https://host.example", "https://host.example/"),
        ("https://host.example/a", "https://host.example/a/"),
        (" http://127.0.0.1:8000// ", "http://127.0.0.1:8000/"),
        ("host.example", None),
        ("file:///tmp/site/", None),
        ("https://", None),
        ("https://host.example/?x=1", None),
        ("https://host.example/#x", None),
        ("https://name:secret@host.example/", None),
        ("https://host.example:port/", None),
        ("https://[::1/", None),
        ("https://host.example/\x1b", None),
    ],
)
def test_addresses_of_sites(given, address):
    assert normal_address(given) == address
