"""What the table of outlets promises: names, hosts, owners, mentions, and errors that name the row and the remedy."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import CaseError
from sayso.outlets import Outlet, OutletTable

NORTE = Outlet("Agencia Norte", "agency", aliases=("AN", "Norte"), hosts=("agencianorte.example",))
COURIER = Outlet("The Courier", "newspaper", "Grupo Alba", ("Puerto Alba Courier",), ("courier.example",))
SUNDAY = Outlet("Sunday Courier", "newspaper", "Grupo Alba", (), ("sunday.courier.example",))
GROUP = Outlet("Grupo Alba", "site", owner="Alba Holding")
DAWN = Outlet("Dawn", "newspaper", common_word=True, hosts=("dawn.example",))
TABLE = OutletTable([NORTE, COURIER, SUNDAY, GROUP, DAWN])


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("Agencia Norte", NORTE),
        ("agencia norte", NORTE),
        ("AN", NORTE),
        ("The Courier", COURIER),
        ("Courier", COURIER),
        ("the Courier,", COURIER),
        ("  Puerto  Alba\nCourier ", COURIER),
        ("Dawn", DAWN),
        ("Courier of Puerto Alba", None),
        ("", None),
    ],
)
def test_an_outlet_is_found_by_its_exact_name_or_alias_whatever_case_space_or_article(
    text: str, outlet: Outlet | None
) -> None:
    assert TABLE.find(text) == outlet


@pytest.mark.parametrize(
    ("host", "outlet"),
    [
        ("agencianorte.example", NORTE),
        ("www.agencianorte.example", NORTE),
        ("AgenciaNorte.Example", NORTE),
        ("https://www.agencianorte.example:8443/en/2025?x=1#y", NORTE),
        ("https://user@courier.example/a", COURIER),
        ("sunday.courier.example", SUNDAY),
        ("m.sunday.courier.example", SUNDAY),
        ("notagencianorte.example", None),
        ("agencianorte.example.elsewhere.example", None),
        ("example", None),
        ("", None),
    ],
)
def test_an_outlet_is_found_by_its_host_or_a_subdomain_and_never_by_a_lookalike(
    host: str, outlet: Outlet | None
) -> None:
    assert TABLE.at(host) == outlet


def test_the_path_of_a_url_names_no_outlet() -> None:
    assert TABLE.at("https://elsewhere.example/?from=https://courier.example/") is None


def test_the_owner_is_the_last_one_upstream() -> None:
    assert TABLE.owner("Puerto Alba Courier") == "Alba Holding"
    assert TABLE.owner("Sunday Courier") == "Alba Holding"


def test_an_unowned_or_unknown_name_is_its_own_owner() -> None:
    assert TABLE.owner("Agencia Norte") == "Agencia Norte"
    assert TABLE.owner("Nobody's Gazette") == "Nobody's Gazette"


@pytest.mark.parametrize("start", ["A Post", "B Post", "C Post"])
def test_a_circle_of_owners_ends(start: str) -> None:
    circle = OutletTable(
        [Outlet("A Post", "site", "B Post"), Outlet("B Post", "site", "C Post"), Outlet("C Post", "site", "A Post")]
    )
    assert circle.owner(start) in circle.outlets


def test_an_outlet_that_owns_itself_is_its_own_owner() -> None:
    assert OutletTable([Outlet("A Post", "site", "A Post")]).owner("A Post") == "A Post"


def test_mentions_give_the_offsets_of_names_in_running_text() -> None:
    text = "She told Agencia Norte on Monday; the Puerto Alba Courier had it on Tuesday."
    assert [(text[a:b], o) for a, b, o in TABLE.mentions(text)] == [
        ("Agencia Norte", NORTE),
        ("Puerto Alba Courier", COURIER),
    ]


def test_mentions_stay_inside_the_given_span() -> None:
    text = "Sunday Courier, Sunday Courier, Sunday Courier"
    assert [a for a, _, _ in TABLE.mentions(text, 1, 40)] == [16]


def test_a_name_across_a_line_break_is_mentioned() -> None:
    text = "told Agencia\nNorte that"
    assert [text[a:b] for a, b, _ in TABLE.mentions(text)] == ["Agencia\nNorte"]


def test_of_two_overlapping_names_the_longest_is_mentioned() -> None:
    assert [o for _, _, o in TABLE.mentions("the Sunday Courier")] == [SUNDAY]


@pytest.mark.parametrize("text", ["AND so on", "agencia norte", "PAN", "Nortework", "Agencia Norteña"])
def test_parts_of_words_and_other_cases_are_no_mention(text: str) -> None:
    assert TABLE.mentions(text) == []


def test_a_common_word_is_no_mention_but_is_found_by_name() -> None:
    assert TABLE.mentions("Dawn broke over the prison") == []
    assert TABLE.find("Dawn") == DAWN


def test_a_common_word_of_the_bundled_table_is_no_mention() -> None:
    table = OutletTable.load()
    assert table.mentions("Time and again the Metro was late; a clean Slate in the Salon") == []
    assert table.find("Time") is not None


def test_an_empty_table_finds_nothing() -> None:
    table = OutletTable([])
    assert (table.find("Agencia Norte"), table.at("courier.example"), table.mentions("Agencia Norte")) == (
        None,
        None,
        [],
    )


def test_every_bundled_outlet_is_found_by_each_of_its_names_and_hosts() -> None:
    table = OutletTable.load()
    for outlet in table.outlets.values():
        for name in (outlet.name, *outlet.aliases):
            assert table.find(name) == outlet, name
        for host in outlet.hosts:
            assert table.at(f"https://www.{host}/a") == outlet, host


def test_every_bundled_owner_is_sourced() -> None:
    assert [o.name for o in OutletTable.load().outlets.values() if o.owner and not o.source] == []


def written(folder: Path, text: str) -> Path:
    path = folder / "outlets.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_case_adds_outlets_and_overrules_a_row_as_a_whole(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "- {name: Diario Sur, kind: newspaper, hosts: [diariosur.example]}\n- {name: Reuters, kind: site, owner: Alba}\n",
    )
    table = OutletTable.load(path)
    diario = table.find("diario sur")
    assert diario is not None
    assert table.at("diariosur.example") == diario
    assert table.outlets["Reuters"] == Outlet("Reuters", "site", "Alba")
    assert table.owner("Reuters") == "Alba"
    assert table.at("reuters.com") is None, "the overruled row's hosts are gone"
    assert table.find("Thomson Reuters") is None, "the overruled row's aliases are gone"
    assert table.find("CNN") is not None


def test_of_two_case_files_the_later_wins(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    one = written(tmp_path, "- {name: Diario Sur, kind: newspaper, owner: A}")
    two = written(tmp_path / "b", "- {name: Diario Sur, kind: newspaper, owner: B}")
    assert OutletTable.load(one, two).owner("Diario Sur") == "B"
    assert OutletTable.load(two, one).owner("Diario Sur") == "A"


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "[]"])
def test_a_file_without_rows_changes_nothing(tmp_path: Path, text: str) -> None:
    assert OutletTable.load(written(tmp_path, text)).outlets == OutletTable.load().outlets


def test_a_missing_file_changes_nothing(tmp_path: Path) -> None:
    assert OutletTable.load(tmp_path / "none.yaml").outlets == OutletTable.load().outlets


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- {name: Diario Sur, kind: newspaper, onwer: Alba}", ["onwer", "Diario Sur", "owner"]),
        ("- {name: Diario Sur, kind: tabloid}", ["tabloid", "Diario Sur", "newspaper"]),
        ("name: Diario Sur\nkind: newspaper\n", ["list"]),
        ("just words", ["list"]),
        ("- {kind: newspaper}", ["name"]),
        ("- {name: 7, kind: newspaper}", ["name"]),
        ("- Diario Sur", ["name"]),
        ("- {name: [unclosed", ["YAML"]),
        ("- !!python/object/apply:os.getcwd []", ["YAML"]),
    ],
)
def test_a_bad_file_is_an_error_that_names_the_file_and_the_trouble(
    tmp_path: Path, text: str, words: list[str]
) -> None:
    path = written(tmp_path, text)
    with pytest.raises(CaseError) as caught:
        OutletTable.load(path)
    for word in [str(path), *words]:
        assert word in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "- {name: Diario Sur, kind: newspaper, aliases: 5}",
        "- {name: Diario Sur, kind: newspaper, aliases: Sur}",
        "- {name: Diario Sur, kind: newspaper, hosts: diariosur.example}",
        "- {name: Diario Sur, kind: newspaper, owner: [Alba]}",
        "- {name: Diario Sur, kind: [newspaper]}",
        '- {name: "", kind: newspaper}',
    ],
)
def test_a_field_of_the_wrong_shape_is_an_error_and_never_a_guess(tmp_path: Path, text: str) -> None:
    with pytest.raises(CaseError, match=r"outlets\.yaml"):
        OutletTable.load(written(tmp_path, text))


def test_bytes_that_are_not_utf_8_are_an_error_that_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "outlets.yaml"
    path.write_bytes(b"- {name: Diario \xff\xfe, kind: newspaper}")
    with pytest.raises(CaseError, match=r"outlets\.yaml"):
        OutletTable.load(path)


def test_the_fields_left_out_or_null_have_their_defaults(tmp_path: Path) -> None:
    path = written(tmp_path, "- {name: Diario Sur, kind: newspaper, owner: null, aliases: [], hosts: []}")
    assert OutletTable.load(path).find("Diario Sur") == Outlet("Diario Sur", "newspaper")


NAMES = st.sampled_from(["A Post", "B Post", "C Post", "D Post", "E Post"])


@given(st.dictionaries(NAMES, NAMES | st.none()))
def test_the_owner_of_any_graph_of_owners_is_reached_and_stable_where_there_is_no_circle(
    owners: dict[str, str | None],
) -> None:
    table = OutletTable([Outlet(name, "site", owner) for name, owner in owners.items()])
    for name in owners:
        last = table.owner(name)
        chain, current = [name], owners.get(name)
        while current and current not in chain:
            chain.append(current)
            current = owners.get(current)
        assert last == chain[-1]


@given(st.text(alphabet="AgencioNrtThe Courier\n.,'’", max_size=120), st.integers(0, 60), st.integers(0, 120))
def test_every_mention_lies_in_the_span_and_holds_a_name_of_its_outlet(text: str, start: int, end: int) -> None:
    last = start
    for a, b, outlet in TABLE.mentions(text, start, end):
        assert last <= a < b <= min(end, len(text))
        assert TABLE.find(text[a:b]) == outlet
        last = b
