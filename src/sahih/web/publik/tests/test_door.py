"""Who is not logged in finds the door on every page but the door itself."""

import pytest
from django.test import Client

DOOR = '<a class="login" href="/akun/login/">'


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "is_shown"), [("/", True), ("/verifikasi/", True), ("/akun/login/", False)])
def test_door_stands_on_public_pages_and_not_on_itself(address: str, is_shown: bool) -> None:
    page = Client().get(address).content.decode()

    assert (DOOR in page) is is_shown
