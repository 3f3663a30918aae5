"""A query becomes a request as data: golden requests, pages that follow, secrets that stay outside."""

import json

import pytest

from concord.shapes import (
    BrokenAnswer,
    MissingCredential,
    Parsed,
    Request,
    Shape,
    ckan,
    feed,
    follow,
    hdx_hapi,
    iom_dtm,
    kobo,
    reliefweb,
    sent,
    unhcr_portal,
    unhcr_statistics,
)

SETTINGS = {
    "HDX_HAPI_APP_IDENTIFIER": "YXBw",
    "DTMAPI_SUBSCRIPTION_KEY": "secret-key",
    "RELIEFWEB_APPNAME": "approved-name",
    "KOBO_TOKEN": "secret-token",
}
STATISTICS = unhcr_statistics.StatisticsQuery(
    unhcr_statistics.Endpoint.SOLUTIONS, 2020, 2025, origins=("AFG",)
)
HAPI = hdx_hapi.HapiQuery(hdx_hapi.Theme.RETURNEES, "AFG", since="2020-01-01", limit=2)

GOLDEN = [
    (
        unhcr_statistics.fetch(STATISTICS),
        "https://api.unhcr.org/population/v1/solutions/"
        "?cf_type=ISO&coo=AFG&coa_all=true&yearFrom=2020&yearTo=2025&limit=1000&page=1",
    ),
    (
        unhcr_portal.fetch(unhcr_portal.PortalQuery(575, (22, 5))),
        "https://data.unhcr.org/population/get/origin?geo_id=575&population_collection=22%2C5",
    ),
    (
        hdx_hapi.fetch(HAPI),
        "https://hapi.humdata.org/api/v2/affected-people/returnees?origin_location_code=AFG"
        "&start_date=2020-01-01&output_format=json&limit=2&offset=0&app_identifier=YXBw",
    ),
    (
        hdx_hapi.fetch(hdx_hapi.HapiQuery(hdx_hapi.Theme.IDPS, "AFG")),
        "https://hapi.humdata.org/api/v2/affected-people/idps?location_code=AFG"
        "&output_format=json&limit=10000&offset=0&app_identifier=YXBw",
    ),
    (
        iom_dtm.fetch(iom_dtm.DtmQuery("AFG", 0, since="2031-01-01")),
        "https://dtmapi.iom.int/v3/displacement/admin0?Admin0Pcode=AFG&FromReportingDate=2031-01-01",
    ),
    (reliefweb.fetch(reliefweb.ReportsQuery()), "https://api.reliefweb.int/v2/reports?appname=approved-name"),
    (feed.fetch(feed.FeedQuery("https://paper.example/rss?x=1")), "https://paper.example/rss?x=1"),
    (
        ckan.fetch(ckan.PackageQuery("returns")),
        "https://data.humdata.org/api/3/action/package_show?id=returns",
    ),
    (
        kobo.fetch(kobo.SubmissionsQuery("aInvented", since="2031-04-01")),
        "https://kf.kobotoolbox.org/api/v2/assets/aInvented/data.json?limit=1000&start=0"
        "&query=%7B%22_submission_time%22%3A%7B%22%24gt%22%3A%222031-04-01%22%7D%7D",
    ),
]


@pytest.mark.parametrize(("request_", "url"), GOLDEN)
def test_the_request_of_a_query(request_, url):
    assert sent(request_, SETTINGS).url == url
    assert "secret" not in repr(request_)
    assert "secret" not in repr(sent(request_, SETTINGS))


def test_a_key_goes_into_its_header():
    assert dict(sent(iom_dtm.fetch(iom_dtm.DtmQuery("AFG")), SETTINGS).headers) == {
        "Ocp-Apim-Subscription-Key": "secret-key"
    }
    token = sent(kobo.fetch(kobo.SubmissionsQuery("a")), SETTINGS)
    assert dict(token.headers)["Authorization"] == "Token secret-token"


def test_a_missing_setting_is_named():
    with pytest.raises(MissingCredential, match="the setting 'DTMAPI_SUBSCRIPTION_KEY' is empty; set it"):
        sent(iom_dtm.fetch(iom_dtm.DtmQuery("AFG")), {})


def test_reports_are_asked_for_in_the_body():
    request = reliefweb.fetch(
        reliefweb.ReportsQuery(
            ("AFG", "PAK"), ("Assessment",), since="2031-01-01", words="returnees", limit=50
        )
    )
    body = json.loads(sent(request, SETTINGS).body)
    assert body["filter"]["conditions"] == [
        {"field": "country.iso3", "value": ["afg", "pak"], "operator": "OR"},
        {"field": "format.name", "value": ["Assessment"], "operator": "OR"},
        {"field": "date.original", "value": {"from": "2031-01-01T00:00:00+00:00"}},
    ]
    assert (request.method, body["limit"], body["offset"], body["query"]) == (
        "POST",
        50,
        0,
        {"value": "returnees"},
    )


def test_pages_follow_by_number_until_the_last(answer):
    request = unhcr_statistics.fetch(STATISTICS)
    page = answer("unhcr_population.json")
    assert page.more is False
    assert follow(request, page) is None
    middle = Parsed(page.shape, b"", (), more=True)
    assert dict(follow(follow(request, middle), middle).params)["page"] == "3"


def test_pages_follow_by_offset_while_they_are_full(parsed_as):
    request = hdx_hapi.fetch(HAPI)
    full, empty = Parsed(Shape.HDX_HAPI, b"", (), rows=2), parsed_as(b'{"data": []}', Shape.HDX_HAPI)
    second = follow(request, full)
    assert dict(second.params)["offset"] == "2"
    assert follow(second, empty) is None
    assert (empty.rows, empty.figures) == (0, ())


def test_pages_of_reports_follow_in_the_body(answer):
    request = reliefweb.fetch(reliefweb.ReportsQuery(limit=3))
    second = follow(request, answer("reliefweb_v2.json"))
    assert json.loads(second.body)["offset"] == 3
    assert second.params == request.params


def test_a_next_page_is_followed_on_the_same_host_only(answer):
    request = kobo.fetch(kobo.SubmissionsQuery("aInvented"))
    page = answer("kobo_counts.json")
    assert sent(follow(request, page), SETTINGS).url == page.next_address
    elsewhere = Parsed(Shape.KOBO, b"", (), next_address="https://elsewhere.example/data.json")
    with pytest.raises(BrokenAnswer, match="on another host"):
        follow(request, elsewhere)
    plain = Parsed(Shape.KOBO, b"", (), next_address="http://kf.kobotoolbox.org/data.json")
    with pytest.raises(BrokenAnswer, match="on another host"):
        follow(request, plain)


def test_what_has_no_pages_has_no_next(answer):
    assert follow(Request("https://paper.example/rss"), answer("feed_rss.xml")) is None
