"""Organisations work together under agreements, disagree, and fill posts: all of it in one place."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys.test_the_board_takes_a_decision import be, fill_day, is_clean


def raise_dispute(page: Page) -> str:
    be(page, "Helen Shaw")
    page.goto("/network/")
    is_clean(page)
    page.get_by_role("link", name="Harbour alliance").click()
    expect(page.get_by_text("Shared gain and loss by agreed shares")).to_be_visible()
    is_clean(page)
    page.get_by_role("link", name="Raise a dispute").click()
    page.get_by_label("With whom").select_option(label="Harbour Integrated Care Board")
    page.get_by_label("What it is about").fill("Wards that stay open")
    page.get_by_label("What you ask of the other").fill("Pay for two wards until March")
    is_clean(page)
    page.get_by_role("button", name="Raise the dispute").click()
    page.get_by_role("link", name="Wards that stay open").first.click()
    is_clean(page)
    return page.url


def go_on(page: Page, step: str, words: str) -> None:
    page.get_by_role("radio", name=step).check()
    page.get_by_label("What is to be kept with it").fill(words)
    page.get_by_role("button", name="Go on").click()


def test_two_members_disagree_and_settle_it_and_nobody_else_reads_of_it(page: Page) -> None:
    dispute = raise_dispute(page)
    be(page, "Grace Adeyemi")
    page.goto(dispute)
    go_on(page, "Answer", "One ward is enough")
    go_on(page, "Write down how it is settled", "One ward, and a review in January")
    expect(page.get_by_text("It is for the other party to go on.")).to_be_visible()
    is_clean(page)
    be(page, "Helen Shaw")
    page.goto(dispute)
    go_on(page, "Confirm that it is settled so", "")
    expect(page.get_by_text("Settled", exact=True)).to_be_visible()
    for stranger in ("Joan Fletcher", "Amina Yusuf"):
        be(page, stranger)
        page.goto("/network/agreements/1/")
        expect(page.get_by_text("Wards that stay open")).to_have_count(0)


def test_who_joined_and_left_is_kept_beside_what_the_place_file_says(page: Page) -> None:
    be(page, "Grace Adeyemi")
    page.goto("/network/agreements/1/")
    page.get_by_role("link", name="Write down that an organisation joined or left").click()
    page.get_by_label("Organisation").select_option(label="Lighthouse House")
    page.get_by_role("radio", name="Joined").check()
    fill_day(page, "On which day", "1", "5", "2024")
    page.get_by_label("Why, and on what terms").fill("Homes take part from May")
    is_clean(page)
    page.get_by_role("button", name="Write this down").click()
    expect(page.get_by_text("the place file does not name it as a member yet")).to_be_visible()
    expect(page.get_by_text("Homes take part from May")).to_be_visible()
    is_clean(page)


def test_posts_and_vacancies_are_seen_across_organisations(page: Page) -> None:
    be(page, "Marek Nowak")
    page.goto("/network/posts/")
    page.get_by_role("button", name="Write down a post").click()
    page.get_by_label("Post", exact=True).fill("Care coordinator of the hub")
    page.get_by_label("Organisation").select_option(label="Harbour View Surgery")
    page.get_by_label("Works on").select_option(label="Quay hub")
    page.get_by_label("Whole-time equivalents").fill("1.5")
    page.get_by_role("radio", name="Vacant").check()
    fill_day(page, "Since when", "1", "9", "2024")
    is_clean(page)
    page.get_by_role("button", name="Write this down").click()
    expect(page.get_by_text("1.5 of 1.5 whole-time equivalents are vacant, in 1 post.")).to_be_visible()
    is_clean(page)
    be(page, "Tom Ellery")
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/network/organisations/L81001/")
    expect(page.get_by_text("Care coordinator of the hub")).to_be_visible()
    is_clean(page)


def test_shared_patients_say_so_when_nothing_is_built(page: Page) -> None:
    be(page, "Dev Patel")
    page.goto("/network/")
    page.get_by_role("link", name="Who shares patients").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who shares patients")
    expect(page.get_by_text("Nothing is built yet: the picture comes")).to_be_visible()
    is_clean(page)


def test_the_picture_of_shared_patients_has_a_sentence_and_a_table_beside_it(page_of_seacombe: Page) -> None:
    page = page_of_seacombe
    be(page, "Dev Patel")
    page.goto("/network/shared-patients/")
    again = page.get_by_role("link", name="See whether it is ready")
    for _ in range(90):
        if not again.count():
            break
        page.wait_for_timeout(1_000)
        again.click()
    expect(page.get_by_role("img").first).to_be_visible()
    expect(
        page.get_by_text("A larger circle saw more people; a wider line shares more.").first
    ).to_be_visible()
    page.get_by_text("The figures as a table").first.click()
    expect(page.get_by_role("table", name="People that each organisation saw").first).to_be_visible()
    is_clean(page)
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/network/organisations/RZZ1/")
    expect(page.get_by_role("table", name="People seen by both in the latest year")).to_be_visible()
    is_clean(page)
