"""Documents beside a text: what they run or ask for, and what they only show."""

import io

import docx
import pytest
from annex_files import OFFICE, SOUND, XLINK, office, open_document, package, relation

from archive.held_files.judging import fault_of


def found(data, ending):
    """The code, the variant and the values of a file's fault."""
    fault = fault_of(data, ending)
    return fault and (fault.code, fault.variant, *fault.values.values())


def active(what):
    return ("file-active", "", what)


def fetches(what):
    return ("file-active", "fetches", what)


def inside(kind, target):
    """What a part asks for inside of its document."""
    return relation(kind, target).replace(' TargetMode="External"', "")


def kept(kind, name="x.bin"):
    """A type of a part."""
    return f'<Override PartName="/{name}" ContentType="{kind}"/>'


def text(content):
    return office(
        "docx", {"word/a.xml": f'<d xmlns:v="urn:schemas-microsoft-com:vml">{content}</d>'}
    )


def codes(*pieces):
    """A field, of which each piece is a mark or text."""
    marks = ("begin", "separate", "end")
    return text(
        "".join(
            f'<fldChar fldCharType="{each}"/>'
            if each in marks
            else f"<instrText>{each}</instrText>"
            for each in pieces
        )
    )


def sheet(content):
    return office("xlsx", {"xl/worksheets/sheet1.xml": f"<s>{content}</s>"})


def formula(text):
    return sheet(f"<c><f>{text}</f></c>")


def manifest(*rows):
    listed = "".join(f'<f m:full-path="{name}" m:media-type="{kind}"/>' for name, kind in rows)
    return {"META-INF/manifest.xml": f'<m xmlns:m="urn:x">{listed}</m>'}


def table(attributes):
    return open_document("ods", f"<c {attributes}/>")


def written():
    """A text by a program that writes such."""
    document = docx.Document()
    document.add_heading("Plan", 1)
    document.add_paragraph("A word.", style="List Bullet")
    document.add_table(2, 2).cell(0, 0).text = "-5"
    part = document.part
    part.relate_to("https://union.example/", relation_type(), is_external=True)
    part.relate_to("mailto:clerk@union.example", relation_type(), is_external=True)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def relation_type():
    return "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml."
HARMLESS = {
    "a text of a library": ("docx", written()),
    "http": ("docx", office("docx", relations=relation("hyperlink", "http://union.example/"))),
    "mailto": ("xlsx", office("xlsx", relations=relation("hyperlink", "mailto:a@union.example"))),
    "telephone": ("pptx", office("pptx", relations=relation("hyperlink", "tel:+41227300000"))),
    "a place in it": ("docx", office("docx", relations=relation("hyperlink", "#plan"))),
    "a picture in it": ("docx", office("docx", relations=inside("image", "media/a.png"))),
    "numbers of pages": ("docx", codes("begin", " PAGE ", "separate", "1", "end")),
    "a table of contents": ("docx", codes("begin", r'TOC \o "1-3" \h \z \u', "separate", "end")),
    "a field that chooses": (
        "docx",
        codes("begin", "IF ", "begin", "PAGE", "end", ' = 1 "a" "b"', "separate", "end"),
    ),
    "a field that reckons": ("docx", codes("begin", " = ", "begin", "PAGE", "end", "+1", "end")),
    "a linked word": ("docx", codes("begin", ' HYPERLINK "https://union.example/" ', "end")),
    "a linked place": ("docx", codes("begin", r' HYPERLINK \l "plan" ', "end")),
    "a simple field": ("docx", text('<fldSimple instr=" DATE "/>')),
    "words of a text": ("docx", text("<t>DDEAUTO INCLUDETEXT</t>")),
    "an old drawing": ("docx", text('<v:imagedata src="rId1"/>')),
    "a sum": ("xlsx", formula("SUM(A1:B2)*-1")),
    "a choice": ("xlsx", formula("IF(A1&gt;0,&quot;a|b&quot;,Sheet2!B1)")),
    "a linked cell": ("xlsx", formula("HYPERLINK(&quot;https://union.example/&quot;,A1)")),
    "a look into a table": ("xlsx", formula("VLOOKUP(A1,'Plan 2024'!A:B,2,FALSE)+Table1[[#All]]")),
    "a call in quotation marks": ("xlsx", formula("&quot;CALL(1)&quot;")),
    "a name of cells": ("xlsx", sheet('<definedName name="_xlnm.Print_Area">S!$A$1</definedName>')),
    "types that nothing has": (
        "docx",
        office("docx", types='<Default Extension="bin" ContentType="a/vnd.ms-office.vbaProject"/>'),
    ),
    "the next slide": (
        "pptx",
        office("pptx", {"ppt/s.xml": '<a action="ppaction://hlinkshowjump?jump=nextslide"/>'}),
    ),
    "linked in OpenDocument": (
        "odt",
        open_document(
            "odt",
            '<t:a x:href="http://union.example/"/><t:a x:href="mailto:a@union.example"/>'
            '<t:a x:href="#plan"/><t:a x:href="tel:+41227300000"/>',
        ),
    ),
    "a chart in OpenDocument": ("odt", open_document("odt", '<d:object x:href="./Object 1"/>')),
    "its template": ("odt", open_document("odt", '<template x:href="../a/b.ott"/>')),
    "a shape": ("odt", open_document("odt", '<equation d:formula="left|right"/>')),
    "a sum of OpenDocument": ("ods", table('t:formula="of:=SUM([.A1:.B2])"')),
    "its choice": ("ods", table('t:formula="of:=IF([.A1]&gt;0;[$Plan.B1];{1|2})"')),
    "its page": ("odt", open_document("odt", "<t:page-number>1</t:page-number>")),
}

HOSTILE = {
    # --- what a part is, or asks for
    "another main part": (
        "docx",
        package(
            {
                "[Content_Types].xml": "<Types>"
                + kept(OFFICE + "wordprocessingml.template.main+xml", "word/document.xml")
                + "</Types>",
                "word/document.xml": "<d/>",
            }
        ),
        ("file-not-its-type", "", "docx"),
    ),
    **{
        f"a type: {kind}": ("docx", office("docx", types=kept(kind)), active("/x.bin"))
        for kind in (
            *("application/vnd.ms-word.document.macroEnabled.main+xml", "text/html"),
            *("application/vnd.ms-office.activeX+xml", "application/xhtml+xml", "text/rtf"),
            *(OFFICE + "oleObject", OFFICE + "package", "message/rfc822", "text/javascript"),
            *(SHEET + "externalLink+xml", SHEET + "connections+xml", SHEET + "queryTable+xml"),
            *("application/vnd.ms-excel.controlproperties+xml", "application/msword"),
            *("application/vnd.ms-word.keyMapCustomizations+xml", "application/x-msdownload"),
        )
    },
    "a type of an ending": (
        "docx",
        office(
            "docx",
            {"word/a.dat": b"x"},
            types=f'<Default Extension="dat" ContentType="{OFFICE}oleObject"/>',
        ),
        active("dat"),
    ),
    **{
        f"asked for: {kind}": ("docx", office("docx", relations=inside(kind, "a.x")), active("a.x"))
        for kind in (
            *("aFChunk", "attachedTemplate", "control", "oleObject", "package", "vbaProject"),
            *("externalLink", "subDocument", "mailMergeSource", "connections", "xlMacrosheet"),
            *("frame", "webextension", "keyMapCustomizations", "queryTable", "dialogsheet"),
        )
    },
    "a picture that says it is inside": (
        "docx",
        office("docx", relations=inside("image", "https://e.example/a.png")),
        fetches("https://e.example/a.png"),
    ),
    "a picture of a neighbour": (
        "pptx",
        office("pptx", relations=inside("image", "\\\\host\\a.png")),
        fetches("\\\\host\\a.png"),
    ),
    "a sound elsewhere": (
        "pptx",
        office("pptx", relations=relation("audio", "a.wav")),
        fetches("a.wav"),
    ),
    "a link to a program": (
        "docx",
        office("docx", relations=relation("hyperlink", "ms-msdt:/id")),
        fetches("ms-msdt:/id"),
    ),
    "a package under another name": (
        "docx",
        office("docx", {"word/media/a.png": SOUND["zip"]}),
        active("word/media/a.png"),
    ),
    "an old document in it": (
        "docx",
        office("docx", {"a.dat": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"}),
        active("a.dat"),
    ),
    "a program in it": (
        "xlsx",
        office("xlsx", {"a.dat": b"MZ" + bytes(58) + b"\x80\0\0\0" + bytes(64)}),
        active("a.dat"),
    ),
    "a rich text in it": ("docx", office("docx", {"a.dat": b"{\\rtf1}"}), active("a.dat")),
    # --- fields
    "a program": ("docx", codes("begin", 'DDEAUTO c "x"', "end"), active('DDEAUTO c "x"')),
    "in pieces": ("docx", codes("begin", "D", "D", "E c", "separate", "end"), active("DDE c")),
    "without an end": ("docx", codes("begin", " dde c"), active("dde c")),
    "in a simple field": ("docx", text('<fldSimple instr=" DDE c"/>'), active("DDE c")),
    "that was deleted": (
        "docx",
        text('<fldChar fldCharType="begin"/><delInstrText>DDE c</delInstrText>'),
        active("DDE c"),
    ),
    "whose name is put together": (
        "docx",
        codes("begin", "begin", "QUOTE 68 68 69", "end", " c", "end"),
        active("{  { … } }"),
    ),
    **{
        f"a field that fetches: {name}": (
            "docx",
            codes("begin", f"{name} a", "end"),
            fetches(f"{name} a"),
        )
        for name in ("INCLUDETEXT", "includepicture", "LINK", "IMPORT", "DATABASE", "RD", "INCLUDE")
    },
    "a field in a field": (
        "docx",
        codes("begin", "IF ", "begin", "INCLUDETEXT a", "end", "end"),
        fetches("INCLUDETEXT a"),
    ),
    "a linked file": (
        "docx",
        codes("begin", r'HYPERLINK \o "a" "file:///a"', "end"),
        fetches(r'HYPERLINK \o "a" "file:///a"'),
    ),
    "an old picture from elsewhere": (
        "docx",
        text('<v:imagedata src="http://e.example/a"/>'),
        fetches("http://e.example/a"),
    ),
    "in a drawing that is no XML": (
        "xlsx",
        office("xlsx", {"xl/d.vml": '<br><v:imagedata src="file:///a"/>'}),
        fetches('src="file:'),
    ),
    "a button": (
        "xlsx",
        office("xlsx", {"xl/d.vml": "<x:FmlaMacro>a</x:FmlaMacro>"}),
        fetches(":FmlaMacro"),
    ),
    # --- formulas
    "a program of a formula": ("xlsx", formula("cmd|'/c x'!A0"), active("cmd|'/c x'!A0")),
    **{
        f"a formula: {name}": ("xlsx", formula(f"1+{name}(A1)"), active(f"{name}(…)"))
        for name in (
            "WEBSERVICE",
            "_xlfn.WEBSERVICE",
            "IMAGE",
            "rtd",
            "CALL",
            "REGISTER.ID",
            "EXEC",
        )
    },
    "another workbook": ("xlsx", formula("[a.xlsx]S!A1"), fetches("[a.xlsx]S")),
    "another folder": ("xlsx", formula("'C:\\[a.xlsx]S'!A1"), fetches("'C:\\[a.xlsx]S'")),
    "a link put together": (
        "xlsx",
        formula("HYPERLINK(A1&amp;B1)"),
        fetches("HYPERLINK(A1&B1)"),
    ),
    "a rule of a cell": ("xlsx", sheet("<formula1>CALL(1)</formula1>"), active("CALL(…)")),
    "a name": ("xlsx", sheet("<definedName name='a'>EXEC(1)</definedName>"), active("EXEC(…)")),
    "run when opened": (
        "xlsx",
        sheet('<definedName name="_xlnm.Auto_Open">S!A1</definedName>'),
        active("_xlnm.Auto_Open"),
    ),
    "a name of a macro": (
        "xlsx",
        sheet('<definedName name="b" xlm="1">S!A1</definedName>'),
        active("b"),
    ),
    "a click that starts": (
        "pptx",
        office("pptx", {"ppt/s.xml": '<a action="ppaction://program"/>'}),
        active("ppaction://program"),
    ),
    # --- OpenDocument
    **{
        f"an element: {name}": ("odt", open_document("odt", f"<{name}/>"), active(name))
        for name in (
            *("event-listener", "plugin", "applet", "floating-frame", "dde-source", "object-ole"),
            *("dde-connection-decl", "dde-link", "database-source-sql", "submission"),
        )
    },
    "a script of a text": ("odt", open_document("odt", "<t:script/>"), active("script")),
    "a macro of a button": (
        "odt",
        open_document("odt", '<t:a t:x="macro:a.b"/>'),
        active("macro:a.b"),
    ),
    **{
        f"fetched by {name}": (
            "ods",
            open_document("ods", f'<t:{name} x:href="a.ods"/>'),
            fetches("a.ods"),
        )
        for name in ("table-source", "cell-range-source", "section-source", "auto-reload")
    },
    "a picture beside it": (
        "odt",
        open_document("odt", '<d:image x:href="../a.png"/>'),
        fetches("../a.png"),
    ),
    "a template of a server": (
        "odt",
        open_document("odt", '<template x:href="https://e.example/a.ott"/>'),
        fetches("https://e.example/a.ott"),
    ),
    "a link to a script": (
        "odt",
        open_document("odt", '<t:a x:href="javascript:a"/>'),
        fetches("javascript:a"),
    ),
    "another root": (
        "odt",
        open_document("odt", files={"styles.xml": f"<c {XLINK}><applet/></c>"}),
        active("applet"),
    ),
    "a call of OpenDocument": ("ods", table('t:formula="of:=DDE(1)"'), active("DDE(…)")),
    "its other table": (
        "ods",
        table("t:formula=\"of:=['file:///a.ods'#$S.A1]\""),
        fetches("'file:///a.ods'"),
    ),
    "its condition": ("ods", table('t:condition="WEBSERVICE(1)"'), active("WEBSERVICE(…)")),
    "its type": ("odt", open_document("odt", files=manifest(("a", "text/html"))), active("a")),
    "its content of another name": (
        "odt",
        open_document("odt", files={**manifest(("a.dat", "text/xml")), "a.dat": "<applet/>"}),
        active("applet"),
    ),
    "its package": (
        "odt",
        open_document("odt", files={"Pictures/1.png": SOUND["odt"]}),
        active("Pictures/1.png"),
    ),
    "its scripts": (
        "odt",
        open_document("odt", files={"Scripts/a.py": "x"}),
        active("Scripts/a.py"),
    ),
    "its entities": (
        "odt",
        open_document("odt", files={"styles.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}),
        ("file-damaged", ""),
    ),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_harmless(name):
    ending, data = HARMLESS[name]
    assert found(data, ending) is None


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile(name):
    ending, data, wanted = HOSTILE[name]
    assert found(data, ending) == wanted


def test_formulas_and_codes_have_their_length():
    unseen = ("file-locked", "unseen")
    assert found(formula("1+" * 4096), "xlsx") is None
    assert found(formula("[" * 8193), "xlsx") == unseen
    assert found(codes("begin", *["PAGE "] * 14_000, "end"), "docx") == unseen


def test_long_formulas_are_few():
    cell = "<c><f>" + "1+" * 4095 + "1</f></c>"
    short = "<c><f>SUM(A1:B2)</f></c>"
    assert found(sheet(short * 20_000), "xlsx") is None
    assert found(sheet(cell * 100), "xlsx") == ("file-locked", "unseen")
