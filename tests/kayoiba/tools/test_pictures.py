import zlib
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import ValidationError
from PIL import ExifTags, Image, ImageCms

from kayoiba.tools import pictures
from kayoiba.tools.pictures import BROKEN, HEIC, NO_PICTURE, SIZES, TOO_MANY_BYTES, TOO_MANY_PIXELS, PictureField
from tests.factories.pictures import PHONE_SAYS, a_photograph


def picture(data, name="IMG_0001.jpg"):
    return PictureField().clean(SimpleUploadedFile(name, data))


def refusal(data, name="IMG_0001.jpg"):
    with pytest.raises(ValidationError) as refused:
        picture(data, name)
    return refused.value.messages


def opened(kept, size=SIZES[0]):
    return Image.open(BytesIO(kept.files[size]))


def written(image, kind="PNG", **options):
    data = BytesIO()
    image.save(data, kind, **options)
    return data.getvalue()


def test_a_photograph_is_kept_in_three_sizes_and_never_enlarged():
    large, small = picture(a_photograph(2400, 1200)), picture(a_photograph(500, 400))

    assert [opened(large, size).size for size in SIZES] == [(1600, 800), (800, 400), (320, 160)]
    assert [opened(small, size).size for size in SIZES] == [(500, 400), (500, 400), (320, 256)]
    assert (large.width, large.height) == (1600, 800)


def test_nothing_is_left_of_where_when_and_by_what_it_was_taken():
    sent = a_photograph(900, 600)
    assert PHONE_SAYS in sent

    kept = picture(sent)

    for size, file in kept.files.items():
        image = opened(kept, size)
        assert PHONE_SAYS not in file
        assert (dict(image.getexif()), image.info.keys() - {"jfif", "jfif_version", "jfif_unit", "jfif_density"}) == (
            {},
            {"progressive", "progression"},
        )


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_stands_upright_however_the_phone_was_held(orientation):
    upright = Image.new("RGB", (64, 32), "white")
    upright.paste("red", (0, 0, 32, 16))
    as_sensed = upright.transpose(BACK[orientation]) if orientation > 1 else upright
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation

    kept = opened(picture(written(as_sensed, "JPEG", exif=exif, quality=100)))

    assert kept.size == (64, 32)
    red, white = kept.getpixel((8, 8)), kept.getpixel((48, 24))
    assert red[0] > 200 > 60 > red[1]
    assert min(white) > 200


BACK = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def test_what_is_clear_becomes_white_and_what_moves_stands_still():
    clear = Image.new("RGBA", (40, 40), (255, 0, 0, 0))
    frames = [Image.new("P", (40, 40), colour) for colour in (0, 1)]
    palette = [0, 0, 200, 200, 0, 0]
    for frame in frames:
        frame.putpalette(palette)

    still = opened(picture(written(frames[0], "GIF", save_all=True, append_images=frames[1:]), "a.gif"))

    assert opened(picture(written(clear))).getpixel((20, 20)) == (255, 255, 255)
    assert still.getpixel((20, 20))[2] > 150


@pytest.mark.parametrize("mode", ["L", "LA", "P", "CMYK", "1"])
def test_grey_and_printers_pictures_become_ordinary_ones(mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"

    assert opened(picture(written(Image.new(mode, (40, 20)), kind))).mode == "RGB"


def test_colours_of_another_profile_become_those_of_every_screen():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = written(Image.new("RGB", (20, 20), "teal"), icc_profile=profile)
    broken = written(Image.new("RGB", (20, 20), "teal"), icc_profile=b"no profile at all")

    for sent in (data, broken):
        kept = opened(picture(sent))
        assert "icc_profile" not in kept.info
        assert kept.getpixel((10, 10))[0] < 20


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"Not a picture.", "IMG_0001.jpg"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "a.svg"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a.jpg"),
    ],
)
def test_what_is_no_picture_is_refused_with_what_to_choose_instead(data, name):
    assert refusal(data, name) == [NO_PICTURE]


def test_the_own_format_of_an_iphone_is_refused_with_what_to_set():
    assert refusal(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(90), "IMG_0001.HEIC") == [HEIC]


def test_half_a_picture_and_an_empty_file_are_refused():
    whole = a_photograph(900, 600)

    assert refusal(whole[: len(whole) // 2]) == [BROKEN]
    assert refusal(b"") == [BROKEN]


def test_a_broken_picture_of_a_newer_kind_is_refused_too():
    whole = written(Image.new("RGB", (60, 40), "red"), "AVIF")
    start = whole.index(b"mdat") + 4

    assert refusal(whole[:start] + b"\xff" * (len(whole) - start)) == [BROKEN]


def test_a_decompression_bomb_is_refused_by_its_header():
    small = written(Image.new("1", (10, 10)))
    header = small[12:16] + 2 * (30_000).to_bytes(4, "big") + small[24:29]
    bomb = small[:12] + header + zlib.crc32(header).to_bytes(4, "big") + small[33:]

    assert refusal(bomb) == [TOO_MANY_PIXELS]


def test_a_little_more_than_a_phone_makes_is_refused_too(monkeypatch):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 100 * 100)

    assert refusal(a_photograph(110, 100)) == [TOO_MANY_PIXELS]
    assert picture(a_photograph(100, 100)).width == 100


def test_a_file_that_is_too_large_is_not_even_opened(monkeypatch):
    monkeypatch.setattr(pictures, "MOST_BYTES", 1000)

    assert refusal(a_photograph(900, 600)) == [TOO_MANY_BYTES]


def test_no_photograph_is_none_where_none_is_needed():
    assert PictureField(required=False).clean(None) is None
    with pytest.raises(ValidationError, match="写真を えらんでください"):
        PictureField().clean(None)


def test_the_browser_is_told_to_offer_the_camera_and_the_album():
    assert PictureField().widget.attrs["accept"] == "image/*"
