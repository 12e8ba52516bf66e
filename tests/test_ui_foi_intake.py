"""A request on its way to a case: read, corrected, matched step by step; cases opened and deleted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from fakes_foi import LETTER, FakeDesk

from assistant.foi.request import Request
from assistant.ui.foi.intake import Intake
from assistant.ui.foi.reply import UNEXPECTED, Reply
from assistant.ui.foi.session import Desk
from assistant.ui.foi.work import Step, Work


def read(service: FakeDesk, text: str = LETTER) -> Desk:
    return Intake(service).read(text, None, "", "", Desk()).desk


def asked(desk: Desk) -> list[tuple[str, str]]:
    assert desk.request is not None
    return [(each.number, each.text) for each in desk.request.questions]


def matched(service: FakeDesk, desk: Desk, reference: str = "FOI 1") -> Reply:
    [*steps, last] = Intake(service).match("Averdale County Council", "20 February 2026", reference, desk)
    assert all(isinstance(step, Step) for step in steps)
    assert isinstance(last, Reply)
    return last


def test_a_pasted_letter_is_read_and_its_first_question_is_at_hand() -> None:
    reply = Intake(FakeDesk()).read(LETTER, None, "", "", Desk())
    assert (reply.said, reply.wrong) == ("Read: 4 questions.", False)
    assert (reply.desk.stage, reply.desk.asking) == ("reading", "q1")


def test_authority_and_day_go_along() -> None:
    desk = Intake(FakeDesk()).read(LETTER, None, " Osterbridge City Council ", "1/3/2026", Desk()).desk
    assert desk.request is not None
    assert (desk.request.authority, desk.request.received) == ("Osterbridge City Council", date(2026, 3, 1))


def test_a_file_is_read_and_its_upload_deleted(tmp_path: Path) -> None:
    letter = tmp_path / "request.TXT"
    letter.write_text(LETTER)
    service = FakeDesk()
    assert Intake(service).read("", str(letter), "", "", Desk()).desk.stage == "reading"
    assert service.read_files == ["request.TXT"]
    assert not letter.exists()


def test_a_kind_of_file_that_is_not_read_is_told_and_deleted(tmp_path: Path) -> None:
    photo = tmp_path / "request.jpg"
    photo.write_bytes(b"\xff\xd8")
    reply = Intake(FakeDesk()).read("", str(photo), "", "", Desk())
    assert reply.said == (
        "A request can be read from TXT, DOCX, PDF, EML, HTML, HTM alone: save it as one of these."
    )
    assert reply.wrong
    assert not photo.exists()


def test_what_cannot_be_read_is_one_line_and_nothing_moves() -> None:
    for pasted, file, received, said in (
        ("", None, "", "The letter is empty: paste its words, or give a file."),
        ("1. What?", "request.txt", "", "Paste the letter or give a file, not both: empty one of them."),
        (
            "1. What?",
            None,
            "March 2026",
            "“Received” is not a day: March 2026. Write it like 9 January 2023.",
        ),
    ):
        assert Intake(FakeDesk()).read(pasted, file, "", received, Desk()) == Reply(Desk(), said, wrong=True)


def test_a_question_takes_the_officers_words() -> None:
    service = FakeDesk()
    reply = Intake(service).reword("How many children wait?", read(service))
    assert asked(reply.desk)[0] == ("1", "How many children wait?")
    assert reply.said == "Words saved: 4 questions."


def test_a_question_that_is_not_there_is_not_at_hand() -> None:
    service = FakeDesk()
    desk = read(service)
    assert Intake(service).ask("q9", desk) == Reply(desk, "There is no such question.", wrong=True)


def test_a_question_is_merged_with_that_above_it() -> None:
    service = FakeDesk()
    intake = Intake(service)
    second = intake.ask("q2", read(service)).desk
    reply = intake.merge("What does the therapy cost?", second)
    assert asked(reply.desk)[0][1] == (
        "How many children are waiting for an assessment? What does the therapy cost?"
    )
    assert reply.desk.asking == "q1"
    refused = intake.merge("x", reply.desk)
    assert (refused.said, refused.wrong) == ("There is no question above the first one.", True)


def test_a_question_is_split_where_the_cursor_stands_in_the_words_as_edited() -> None:
    service = FakeDesk()
    words = "How  many wait? 😀 And what does it cost?"
    reply = Intake(service).split(words, words.index("And"), read(service))
    assert asked(reply.desk)[:2] == [("1", "How many wait? 😀"), ("1.1", "And what does it cost?")]


def test_a_split_at_either_end_is_refused() -> None:
    service = FakeDesk()
    desk = read(service)
    for place in (0, 16, None):
        reply = Intake(service).split("How many wait?  ", place, desk)
        assert (reply.said, reply.desk) == (
            "Put the cursor where the second question begins, then split.",
            desk,
        )


def test_questions_are_deleted_and_added_below_the_one_at_hand() -> None:
    service = FakeDesk()
    intake = Intake(service)
    fewer = intake.remove(read(service)).desk
    assert [number for number, _ in asked(fewer)] == ["2", "3", "4"]
    more = intake.add(" Since when? ", fewer)
    assert asked(more.desk)[1] == ("5", "Since when?")
    assert intake.add(" ", more.desk).said == "“New question” is empty: fill it in."


def test_every_question_is_matched_and_the_case_opened() -> None:
    service = FakeDesk()
    reply = matched(service, read(service))
    assert reply.said == "All questions are matched."
    case = reply.desk.case
    assert case is not None
    assert (case.reference, len(case.rows), reply.desk.chosen) == ("FOI 1", 4, "q1")
    assert reply.desk.request is None
    assert service.kept == {"c1": case}


def test_what_the_officer_corrected_is_said_to_be_the_officers() -> None:
    service = FakeDesk()
    [*_, last] = Intake(service).match("Osterbridge City Council", "2 March 2026", "", read(service))
    assert isinstance(last, Reply)
    assert last.desk.case is not None
    request: Request = last.desk.case.request
    assert (request.authority, request.authority_how) == ("Osterbridge City Council", "given by the officer")
    assert (request.received, request.received_how) == (date(2026, 3, 2), "given by the officer")


def test_an_error_while_matching_loses_nothing() -> None:
    service = FakeDesk()
    desk = read(service, "1. Is it broken?")
    reply = matched(service, desk)
    assert reply == Reply(
        desk, "The catalogue is locked: wait for the ingest to finish, then match again.", wrong=True
    )


def test_a_letter_without_questions_is_not_matched() -> None:
    service = FakeDesk()
    reply = matched(service, read(service, "Hello."))
    assert reply.said == "There is no question to match: add those that the letter asks."


def test_the_questions_of_an_open_case_are_corrected_and_matched_again() -> None:
    service = FakeDesk()
    intake = Intake(service)
    opened = matched(service, read(service)).desk
    correcting = intake.correct(opened).desk
    assert (correcting.stage, correcting.asking) == ("reading", "q1")
    again = matched(service, intake.remove(correcting).desk, "FOI 2").desk
    assert again.case is not None
    assert (again.case.id, len(again.case.rows), again.case.reference) == ("c1", 3, "FOI 2")


def test_leaving_the_corrections_of_a_case_goes_back_to_it() -> None:
    service = FakeDesk()
    intake = Intake(service)
    opened = matched(service, read(service)).desk
    back = intake.leave(intake.correct(opened).desk).desk
    assert (back.stage, back.case) == ("case", opened.case)
    assert intake.leave(back).desk == Desk()


def test_a_case_is_opened_and_after_a_yes_deleted() -> None:
    service = FakeDesk()
    intake = Intake(service)
    matched(service, read(service))
    opened = intake.open("c1", Desk()).desk
    assert opened.case == service.kept["c1"]
    waiting = intake.ask_to_delete("c1", Desk()).desk
    assert waiting.deleting == "c1"
    assert intake.keep(waiting).desk == Desk()
    assert intake.delete(waiting) == Reply(Desk(), "The case is deleted.")
    assert service.kept == {}
    gone = intake.open("c1", Desk())
    assert (gone.said, gone.wrong) == ("There is no case c1: it was deleted.", True)


def test_an_unforeseen_error_is_one_line() -> None:
    assert Intake(FakeDesk()).failed(Desk()) == Reply(Desk(), UNEXPECTED, wrong=True)


def test_work_tells_its_last_step_before_what_it_made() -> None:
    def do(tell: object) -> str:
        assert callable(tell)
        tell(119, 120)
        tell(120, 120)
        return "made"

    assert list(Work(do).steps()) == [Step(120, 120), "made"]


def test_a_session_tells_nothing_of_the_requester() -> None:
    service = FakeDesk()
    for desk in (read(service), matched(service, read(service)).desk):
        assert "resident@example.org" not in repr(desk)
