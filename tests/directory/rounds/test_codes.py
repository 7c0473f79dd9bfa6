"""Links and codes: printed again the same, told apart, understood as typed, and dead when they should be."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.places.models import Place
from directory.rounds import codes
from directory.rounds.actions.rounds import close_round, renew_link, withdraw_link
from directory.rounds.models import Invitation, Round, WrongCode
from tests.factories.places import AT, TODAY
from tests.factories.rounds import ANSWER_BY, an_invitation

SALT = "5a" * 32
HERE, THERE = "a mark of one sender", "a mark of another"

letters = st.text(codes.LETTERS, min_size=codes.CODE_LENGTH, max_size=codes.CODE_LENGTH)


def of_place(number, version=1, salt=SALT):
    return Invitation(round=Round(salt=salt), place_id=number, version=version)


class TestMaking:
    def test_a_code_is_two_groups_of_five_unmistakable_letters(self):
        code = codes.code_of(of_place(1))

        assert [len(group) for group in code.split(" ")] == [5, 5]
        assert set(code) <= {*codes.LETTERS, " "}
        assert not set(codes.LETTERS) & set("ILOQUVNSZBG0125869")

    @given(st.sets(st.integers(1, 10**6), min_size=2, max_size=1000), st.text(min_size=1, max_size=64))
    def test_no_two_places_of_a_round_have_the_same(self, numbers, salt):
        for make in (codes.code_of, codes.token_of):
            assert len({make(of_place(number, salt=salt)) for number in numbers}) == len(numbers)

    @given(st.integers(1, 10**6), st.integers(1, 99))
    def test_printed_again_it_is_the_same_and_of_another_version_or_round_another(self, number, version):
        for make in (codes.code_of, codes.token_of):
            this = make(of_place(number, version))

            assert this == make(of_place(number, version))
            assert this != make(of_place(number, version + 1))
            assert this != make(of_place(number, version, salt="5b" * 32))

    def test_a_token_fits_into_an_address_as_it_is(self):
        token = codes.token_of(of_place(1))

        assert len(token) == 32
        assert token.replace("-", "").replace("_", "").isalnum()
        assert token.isascii()

    def test_another_secret_key_makes_others(self, settings):
        before = codes.code_of(of_place(1)), codes.token_of(of_place(1))
        settings.SECRET_KEY = "another key than before"

        assert before != (codes.code_of(of_place(1)), codes.token_of(of_place(1)))


class TestReading:
    @given(letters, st.data())
    def test_small_wide_with_blanks_and_hyphens_is_the_same_code(self, code, data):
        typed = ""
        for letter in code:
            wide = chr(ord(letter) + 0xFEE0)
            typed += data.draw(st.sampled_from([letter, letter.lower(), wide, wide.lower()]))
            typed += data.draw(st.sampled_from(["", " ", "　", "-", "－", "・", "\n"]))

        assert codes.read_code(typed) == code

    @given(letters, letters)
    def test_other_letters_are_another_code(self, one, other):
        assert (codes.read_code(one) == codes.read_code(other)) == (one == other)


@pytest.mark.django_db
class TestFinding:
    @pytest.fixture
    def invitation(self):
        return an_invitation()

    def found(self, invitation, on=TODAY):
        code, token = codes.code_of(invitation), codes.token_of(invitation)
        return codes.find_by_code(code.lower(), on=on), codes.find_by_token(token, on=on)

    def test_code_and_link_open_their_place_and_no_other(self, invitation):
        other = an_invitation()

        assert self.found(invitation) == (invitation, invitation)
        assert self.found(other) == (other, other)

    @pytest.mark.parametrize("typed", ["", " ", "AAAAA AAAAA", "ACDEF", "あいうえお", "\x00", "A" * 1000])
    def test_what_was_never_printed_opens_nothing(self, invitation, typed):
        assert codes.find_by_code(typed, on=TODAY) is None
        assert codes.find_by_token(typed, on=TODAY) is None

    def test_a_code_is_no_link_and_a_link_no_code(self, invitation):
        assert codes.find_by_token(codes.read_code(codes.code_of(invitation)), on=TODAY) is None
        assert codes.find_by_code(codes.token_of(invitation), on=TODAY) is None

    def test_they_open_to_the_end_of_the_last_day(self, invitation):
        assert self.found(invitation, ANSWER_BY) == (invitation, invitation)
        assert self.found(invitation, ANSWER_BY + dt.timedelta(days=1)) == (None, None)

    def test_of_a_removed_place_they_open_nothing(self, invitation):
        Place.objects.filter(pk=invitation.place_id).update(removed_at=AT)

        assert self.found(invitation) == (None, None)

    def test_withdrawn_they_open_nothing_and_made_anew_only_the_new_ones_do(self, invitation):
        old = codes.code_of(invitation), codes.token_of(invitation)
        withdraw_link(invitation=invitation, reason="宛先ちがい", by=None, at=AT)
        assert self.found(invitation) == (None, None)

        renew_link(invitation=invitation, seen=1, by=None, at=AT)

        assert self.found(invitation) == (invitation, invitation)
        assert codes.find_by_code(old[0], on=TODAY) is codes.find_by_token(old[1], on=TODAY) is None

    def test_closing_the_round_leaves_neither_salt_nor_hash(self, invitation):
        old = codes.code_of(invitation), codes.token_of(invitation)

        close_round(round=invitation.round, by=None, at=AT)

        assert codes.find_by_code(old[0], on=TODAY) is codes.find_by_token(old[1], on=TODAY) is None
        assert Round.objects.get().salt == ""
        assert Invitation.objects.values_list("token_hash", "code_hash").get() == (None, None)

    def test_the_table_holds_neither_the_code_nor_the_link(self, invitation):
        secrets = codes.code_of(invitation).replace(" ", ""), codes.token_of(invitation)
        kept = str([*Invitation.objects.values(), *Round.objects.values()])

        assert not any(secret in kept for secret in secrets)


@pytest.mark.django_db
class TestWrongCodes:
    def wrong(self, times, mark, at=AT):
        for _ in range(times):
            codes.note_wrong_code(mark, at=at)

    def test_ten_from_one_sender_make_it_wait_an_hour_and_nobody_else(self):
        self.wrong(9, HERE)
        assert not codes.too_many_wrong_codes(HERE, at=AT)

        self.wrong(1, HERE)

        assert codes.too_many_wrong_codes(HERE, at=AT)
        assert not codes.too_many_wrong_codes(THERE, at=AT)
        assert not codes.too_many_wrong_codes(HERE, at=AT + codes.WRONG_COUNTS_FOR)

    def test_a_flood_from_everywhere_silences_whoever_adds_to_it_and_not_one_who_is_known_to_be_new(self):
        for number in range(codes.WRONG_IN_ALL):
            WrongCode.objects.create(mark=f"sender {number}", at=AT)

        assert codes.too_many_wrong_codes("sender 7", at=AT)
        assert codes.too_many_wrong_codes("", at=AT)
        assert not codes.too_many_wrong_codes(HERE, at=AT)

    def test_senders_nobody_can_tell_apart_do_not_silence_each_other(self):
        self.wrong(codes.WRONG_FROM_ONE_SENDER, "")

        assert not codes.too_many_wrong_codes("", at=AT)

    def test_what_no_longer_counts_is_forgotten(self):
        self.wrong(3, HERE)

        self.wrong(1, THERE, at=AT + codes.WRONG_COUNTS_FOR)

        assert list(WrongCode.objects.values_list("mark", flat=True)) == [THERE]


@pytest.mark.django_db
def test_the_last_wrong_codes_wait_for_no_other_to_be_forgotten():
    codes.note_wrong_code(HERE, at=AT)

    assert codes.forget_wrong_codes(at=AT + codes.WRONG_COUNTS_FOR) == 1
    assert not WrongCode.objects.exists()
