import pytest
from django.db import IntegrityError

from directory.groups.actions import group_named
from directory.groups.models import Group

pytestmark = pytest.mark.django_db


def test_the_same_name_is_the_same_group():
    assert group_named("呉妹の会") == group_named("呉妹の会")
    assert Group.objects.count() == 1


def test_without_a_name_there_is_no_group():
    assert group_named("") is None
    assert not Group.objects.exists()


def test_a_group_name_is_there_once():
    Group.objects.create(name="呉妹の会")

    with pytest.raises(IntegrityError, match="group_name_once"):
        Group.objects.create(name="呉妹の会")
