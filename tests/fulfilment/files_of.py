"""Files as people hand them in: with camera, place and author in them."""

import io

import docx
import pikepdf
from pikepdf import Dictionary, Name
from PIL import Image, PngImagePlugin

CAMERA, PLACE, AUTHOR = "Huawei", "柳树湾村三组王某家", "王某某"


def photo(kind="JPEG", size=(3000, 2000), **more):
    """Turned by a quarter, with everything that a phone writes beside the pixels."""
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    image.putpixel((0, 0), (255, 0, 0))
    exif = Image.Exif()
    exif[0x010F], exif[0x010E], exif[0x0112] = CAMERA, PLACE, 6  # camera, description, turned
    exif.get_ifd(0x8825).update({1: "N", 2: (30.0, 12.0, 5.0), 3: "E", 4: (114.0, 20.0, 9.0)})
    if kind == "PNG":
        more["pnginfo"] = PngImagePlugin.PngInfo()
        more["pnginfo"].add_text("Author", AUTHOR)
    out = io.BytesIO()
    image.save(out, kind, exif=exif, **more)
    return out.getvalue()


def pdf(text="a", *, encryption=False, more=id):
    """One page with a photograph; another text is another file."""
    out = io.BytesIO()
    with pikepdf.new() as made:
        page = made.add_blank_page(page_size=(300, 200))
        picture = made.make_stream(photo(size=(60, 40)))
        picture.Type, picture.Subtype, picture.Filter = Name.XObject, Name.Image, Name.DCTDecode
        picture.Width, picture.Height, picture.BitsPerComponent, picture.ColorSpace = 60, 40, 8, Name.DeviceRGB
        page.Resources = Dictionary(XObject=Dictionary(P=picture))
        page.Contents = made.make_stream(f"q 60 0 0 40 10 10 cm /P Do Q % {text}".encode())
        with made.open_metadata() as said:
            said["dc:creator"] = [AUTHOR]  # also into the old list of the document's properties
        more(made)
        made.save(out, encryption=encryption)
    return out.getvalue()


def word(kind="JPEG", more=id):
    """A .docx with a paragraph and a photograph."""
    document = docx.Document()
    document.core_properties.author, document.core_properties.title = AUTHOR, PLACE
    document.add_paragraph("护栏已于6月验收。")
    document.add_picture(io.BytesIO(photo(kind, size=(60, 40))))
    more(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
