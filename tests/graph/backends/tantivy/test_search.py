"""What a search finds, in every script, and what it counts."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.store.errors import InvalidCursor, ProjectionUnavailable
from graph.store.search import FacetField, Filter, SearchKind, SearchSort

AGENT, CONCEPT, INSTANCE, WORK = SearchKind.AGENT, SearchKind.CONCEPT, SearchKind.INSTANCE, SearchKind.WORK


def values(answer: Any, field: FacetField) -> dict[str, int]:
    return next({each.value: each.count for each in facet.buckets} for facet in answer.facets if facet.field is field)


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("tolstoy", {"Voĭna i mir", "Anna Karenina"}),
        ("TOLSTOY anna", {"Anna Karenina"}),
        ("Толстой", {"Voĭna i mir", "Anna Karenina"}),
        ("война", {"Voĭna i mir"}),
        ("voina", {"Voĭna i mir"}),
        ("penguin 1957", {"Voĭna i mir"}),
        ('"war and peace"', {"Voĭna i mir"}),
        ('"peace and war"', set()),
        ("title:peace", {"Voĭna i mir", "A plan for perpetual peace"}),
        ("author:peace", set()),
        ("subject:peace", {"A plan for perpetual peace"}),
        ("publisher:penguin -anna", {"Voĭna i mir"}),
        ("series:loves", {"Anna Karenina"}),
        ("-tolstoy", {"A plan for perpetual peace"}),
        ("9780140444179", {"Voĭna i mir"}),
        ("0140444173", {"Voĭna i mir"}),
        ("isbn:0-14-044417-3", {"Voĭna i mir"}),
        ("978 0 14 044417 9", {"Voĭna i mir"}),
        ("isbn:nonsense", set()),
        ("31111000001", {"Voĭna i mir"}),
        ("nowhere:anna", set()),
        ("...", set()),
        ("", {"Voĭna i mir", "Anna Karenina", "A plan for perpetual peace"}),
    ],
)
def test_words_phrases_fields_and_numbers_find_their_works(union: Any, text: str, titles: set[str]) -> None:
    assert set(union.labels(text)) == titles


@pytest.mark.parametrize(
    ("romanised", "original", "lang", "queries"),
    [
        ("Kitāb al-ḥayawān", "كِتَابُ الحَيَوَان", "ar-Arab", ["كتاب", "الحيوان", "kitab al-hayawan"]),
        ("Sefer ha-zohar", "סֵפֶר הַזֹּהַר", "he-Hebr", ["ספר", "הזהר"]),
        ("Prestuplenie i nakazanie", "Преступление и наказание", "ru-Cyrl", ["наказание", "ПРЕСТУПЛЕНИЕ"]),
        ("Hong lou meng", "紅樓夢", "zh-Hant", ["紅樓夢", "樓夢", "夢"]),
        ("Genji monogatari", "源氏物語", "ja-Jpan", ["源氏", "物語", "源氏物語"]),
        ("Chosŏn sillok", "조선왕조실록", "ko-Kore", ["조선", "왕조실록", "choson"]),
        ("Godān", "गोदान", "hi-Deva", ["गोदान", "godan"]),
        ("Theología", "Θεολογία", "el-Grek", ["θεολογια", "ΘΕΟΛΟΓΊΑ"]),
        ("Łódź i Øresund", "Łódź", "pl", ["lodz", "ØRESUND", "oresund"]),
    ],
)
def test_every_script_is_found_as_a_reader_types_it(
    libraries: Any, romanised: str, original: str, lang: str, queries: list[str]
) -> None:
    libraries.write("harbor", libraries.work("harbor", "one", romanised, original=(original, lang)))
    libraries.write("harbor", libraries.work("harbor", "two", "Something else", original=("紅夢樓", "zh-Hant")))
    libraries.follow()
    for query in queries:
        assert romanised in libraries.labels(query), query


def test_characters_of_chinese_must_stand_together(libraries: Any) -> None:
    libraries.write("harbor", libraries.work("harbor", "one", "Meng", original=("夢樓紅", "zh-Hant")))
    libraries.follow()
    assert libraries.labels("紅樓夢") == []


def test_a_title_counts_for_more_than_a_subject(libraries: Any) -> None:
    for number in range(5):
        libraries.write("harbor", libraries.work("harbor", f"s{number}", f"Book {number}", subjects=("Whales",)))
    libraries.write("harbor", libraries.work("harbor", "t", "Whales"))
    libraries.follow()
    assert libraries.labels("whales")[0] == "Whales"


def test_a_search_sees_nothing_of_a_tenant_it_may_not_read(union: Any) -> None:
    assert union.labels("krieg") == []
    assert union.labels("krieg", ("lindenau",)) == ["Krieg und Frieden"]
    assert union.labels("tolstoy", ()) == []
    assert set(union.labels("tolstoy", ("harbor", "lindenau"))) == {"Voĭna i mir", "Anna Karenina", "Krieg und Frieden"}


OWNERS = st.frozensets(st.sampled_from(["harbor", "lindenau", "nobody"]))
TEXTS = st.one_of(
    st.sampled_from(["", "tolstoy", "peace", "krieg", "-anna", 'title:"krieg und"', "52222000001", "kreig", "penguin"]),
    st.text(max_size=30),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    owners=OWNERS,
    text=TEXTS,
    kinds=st.frozensets(st.sampled_from(SearchKind), min_size=1),
    sort=st.sampled_from(SearchSort),
)
def test_whatever_is_asked_the_wall_holds(
    union: Any, owners: frozenset[str], text: str, kinds: frozenset[SearchKind], sort: SearchSort
) -> None:
    answer = union.find(text, tuple(owners), kinds=kinds, sort=sort, facets=tuple(FacetField))
    assert {hit.owner for hit in answer.hits} <= owners
    assert set(values(answer, FacetField.TENANT) if answer.facets else ()) <= owners
    shown = repr((answer.facets, answer.did_you_mean, union.index.suggest(text, owners, list(SearchKind), 9)))
    if "lindenau" not in owners:
        assert "lindenau" not in shown
        assert "Frieden" not in shown
    if "harbor" not in owners:
        assert "harbor" not in shown


def test_facets_count_what_matches(union: Any) -> None:
    answer = union.find("", ("harbor", "lindenau"), facets=tuple(FacetField))
    assert values(answer, FacetField.LANGUAGE) == {"eng": 2, "rus": 1, "ger": 1}
    assert values(answer, FacetField.TENANT) == {"harbor": 3, "lindenau": 1}
    assert values(answer, FacetField.DECADE) == {"1950": 2, "2000": 1, "1980": 1}
    assert values(answer, FacetField.FORMAT) == {"book": 3, "e-book": 1}
    assert values(answer, FacetField.AVAILABILITY) == {"available": 2, "unavailable": 1}
    assert values(answer, FacetField.LIBRARY) == {"harbor": 2, "lindenau": 1}
    agents = next(facet for facet in answer.facets if facet.field is FacetField.AGENT)
    assert (agents.buckets[0].label, agents.buckets[0].count) == ("Tolstoy, Leo, 1828-1910", 3)
    assert agents.buckets[0].iri is not None
    genres = next(facet for facet in answer.facets if facet.field is FacetField.GENRE)
    assert [(each.label, each.count) for each in genres.buckets] == [("Novels", 2)]
    assert genres.missing == 2
    languages = next(facet for facet in answer.facets if facet.field is FacetField.LANGUAGE)
    assert {each.label for each in languages.buckets} == {"English", "Russian", "German"}


def test_the_value_of_a_bucket_is_a_filter(union: Any) -> None:
    for field in FacetField:
        answer = union.find(facets=(field,))
        for bucket in answer.facets[0].buckets:
            chosen = union.find(filters=(Filter(field, (bucket.value,)),), facets=(field,))
            assert chosen.total == bucket.count
            assert next(each for each in chosen.facets[0].buckets if each.value == bucket.value).selected
            assert {each.value for each in chosen.facets[0].buckets} >= {
                each.value for each in answer.facets[0].buckets
            }
            without = union.find(filters=(Filter(field, none_of=(bucket.value,)),))
            assert without.total == answer.total - bucket.count


def test_headings_are_filtered_by_their_label_too(union: Any) -> None:
    for field, label, found in (
        (FacetField.AGENT, "Tolstoy, Leo, 1828-1910.", 2),
        (FacetField.SUBJECT, "adultery--fiction", 1),
        (FacetField.GENRE, "Novels", 2),
        (FacetField.GENRE, "Nothing", 0),
    ):
        assert union.find(filters=(Filter(field, (label,)),)).total == found


def test_the_last_page_is_found_without_a_cursor(union: Any) -> None:
    whole = union.labels(sort=SearchSort.TITLE)
    last = union.find(sort=SearchSort.TITLE, first=2, before="")
    assert [hit.label for hit in last.hits] == whole[1:]
    assert (last.has_previous, last.has_next) == (True, False)


def test_subjects_are_found_whole_and_by_their_parts(union: Any) -> None:
    answer = union.find(facets=(FacetField.SUBJECT,))
    labels = {each.label: each.count for each in answer.facets[0].buckets}
    assert labels["Fiction"] == 2
    assert labels["Adultery--Fiction"] == 1


def test_only_what_can_be_had_is_shown_when_asked(union: Any) -> None:
    assert set(union.labels(available_only=True)) == {"Voĭna i mir"}


def test_instances_agents_and_concepts_are_found_as_such(union: Any) -> None:
    assert set(union.labels("penguin", kinds=frozenset({INSTANCE}))) == {"Anna Karenina", "War and peace"}
    assert union.labels("толстой", kinds=frozenset({AGENT})) == ["Tolstoy, Leo, 1828-1910"]
    assert union.labels("peace", kinds=frozenset({CONCEPT})) == ["Peace"]
    assert all(hit.iri.startswith("https://") for hit in union.find("", kinds=frozenset({AGENT, CONCEPT})).hits)


@pytest.mark.parametrize(
    "text",
    ["penguin", "peace", "author:tolstoy", '"war and peace"', "penguin 1957", "1957", "9780140444179", "31111000001",
     "isbn:0-14-044417-3", "-tolstoy", "i"],
)  # fmt: skip
def test_a_search_for_works_finds_no_editions_and_headings_with_the_same_words(union: Any, text: str) -> None:
    found = union.find(text)
    assert {hit.kind for hit in found.hits} == {WORK}
    assert found.total == len(found.hits)


def test_one_character_finds_no_heading_that_is_just_that(libraries: Any) -> None:
    libraries.write("harbor", libraries.work("harbor", "one", "Meng", original=("夢", "zh-Hant"), subjects=("夢",)))
    libraries.follow()
    assert [hit.kind for hit in libraries.find("夢").hits] == [WORK]
    assert [hit.kind for hit in libraries.find("夢", kinds=frozenset({CONCEPT})).hits] == [CONCEPT]


def test_orders_are_by_title_without_article_by_date_and_by_arrival(union: Any) -> None:
    assert union.labels(sort=SearchSort.TITLE) == ["Anna Karenina", "A plan for perpetual peace", "Voĭna i mir"]
    assert union.labels(sort=SearchSort.DATE_NEWEST)[0] == "Anna Karenina"
    assert union.labels(sort=SearchSort.DATE_OLDEST)[-1] == "Anna Karenina"
    assert union.labels(sort=SearchSort.RECENTLY_ADDED)[0] == "A plan for perpetual peace"


@pytest.mark.parametrize("sort", SearchSort)
@pytest.mark.parametrize("text", ["", "book"])
def test_pages_together_are_the_whole_in_both_directions(libraries: Any, sort: SearchSort, text: str) -> None:
    for number in range(45):
        title = f"Book {number % 7}" if number % 2 else f"Book of books {number % 5}"
        libraries.write("harbor", libraries.work("harbor", f"w{number}", title))
    libraries.follow()
    whole = [hit.iri for hit in libraries.find(text, sort=sort, first=100).hits]
    assert len(set(whole)) == 45
    pages, after = [], None
    while True:
        page = libraries.find(text, sort=sort, first=7, after=after)
        pages.extend(hit.iri for hit in page.hits)
        if not page.has_next:
            break
        after = page.hits[-1].cursor
    assert pages == whole
    back = libraries.find(text, sort=sort, first=7, before=page.hits[0].cursor)
    assert [hit.iri for hit in back.hits] == whole[42 - 7 : 42]
    assert back.has_previous
    assert back.has_next


@pytest.mark.parametrize("sort", SearchSort)
def test_a_cursor_goes_on_behind_its_document_while_others_come_and_go(libraries: Any, sort: SearchSort) -> None:
    for number in range(30):
        libraries.write("harbor", libraries.work("harbor", f"w{number:02}", f"Book {number:02}"))
    libraries.follow()
    whole = [hit.iri for hit in libraries.find("book", sort=sort, first=100).hits]
    page = libraries.find("book", sort=sort, first=10)
    libraries.write("harbor", *(libraries.work("harbor", f"n{n}", f"Aardvark book {n}") for n in range(3)))
    libraries.write("harbor", delete=(whole[3], whole[12]))
    libraries.follow()
    rest, after = [], page.hits[-1].cursor
    while after is not None:
        following = libraries.find("book", sort=sort, first=10, after=after)
        rest.extend(hit.iri for hit in following.hits)
        after = following.hits[-1].cursor if following.has_next else None
    expected = [iri for iri in whole[10:] if iri != whole[12]]
    assert [iri for iri in rest if iri in whole] == expected


def test_a_cursor_of_another_question_is_refused(union: Any) -> None:
    cursor = union.find("tolstoy", first=1).hits[0].cursor
    for text, after in (("anna", cursor), ("tolstoy", "nonsense"), ("tolstoy", "bnVsbA")):
        with pytest.raises(InvalidCursor):
            union.find(text, after=after)


def test_what_was_asked_for_is_marked_in_what_is_shown(libraries: Any) -> None:
    libraries.write("harbor", libraries.work("harbor", "one", "Łódź <b>& war</b>", author="War, Ann"))
    libraries.follow()
    marks = dict(libraries.find("lodz war").hits[0].highlights)
    assert marks["title"] == "<em>Łódź</em> &lt;b&gt;&amp; <em>war&lt;/b&gt;</em>"
    assert marks["author"] == "<em>War,</em> Ann"


def test_a_misspelt_word_is_answered_with_one_that_is_there(union: Any) -> None:
    assert union.find("tolstoi karenna").did_you_mean == ("tolstoy karenina",)
    assert union.find("kreig").did_you_mean == ()


def test_typing_is_completed_with_the_most_used_heading_first(union: Any) -> None:
    union.write("harbor", union.work("harbor", "more", "Letters", author="Tolkien, J. R. R., 1892-1973"))
    union.follow()
    found = union.index.suggest("tol", frozenset({"harbor"}), [AGENT], 5)
    assert [(each.label, each.uses) for each in found] == [
        ("Tolstoy, Leo, 1828-1910", 2),
        ("Tolkien, J. R. R., 1892-1973", 1),
    ]
    assert [each.label for each in union.index.suggest("anna kar", frozenset({"harbor"}), [WORK], 5)] == [
        "Anna Karenina"
    ]
    assert union.index.suggest("tol", frozenset(), [AGENT], 5) == ()
    assert union.index.suggest("", frozenset({"harbor"}), [AGENT], 5) == ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(max_size=60), first=st.integers(0, 5))
def test_no_text_is_an_error(union: Any, text: str, first: int) -> None:
    answer = union.find(text, first=first)
    assert len(answer.hits) <= first
    union.index.suggest(text, frozenset({"harbor"}), list(SearchKind), first)


def test_a_question_to_an_index_that_is_not_there_is_refused_and_says_how_to_make_it(tmp_path: Any) -> None:
    from graph.backends.tantivy import TantivySearch
    from graph.store.search import SearchQuery

    index = TantivySearch(tmp_path)
    assert index.position() == 0
    assert index.search(SearchQuery(owners=frozenset(), text="x")).total == 0
    with pytest.raises(ProjectionUnavailable) as refused:
        index.search(SearchQuery(owners=frozenset({"harbor"}), text="x"))
    assert "catalograph rebuild" in str(refused.value.way_out)
    with pytest.raises(ProjectionUnavailable):
        index.suggest("x", frozenset({"harbor"}), list(SearchKind), 5)
