"""Letters through TLS: with a valid certificate they arrive, without one neither password nor letter leaves."""

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from jiannuo.config.env import mail
from jiannuo.duties import mailing
from tests.duties.servers import PostOffice, running

WAYS = ("ssl", "starttls")


@pytest.fixture(scope="module")
def paper(tmp_path_factory):
    """A certificate for 127.0.0.1, signed by itself, with its key."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "post")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = tmp_path_factory.mktemp("tls") / "post.pem"
    file.write_bytes(private + made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    return file


@pytest.fixture
def post(settings, paper, monkeypatch):
    """A mail server with that certificate, and the authority that the operator has named."""
    settings.EMAIL_BACKEND, settings.EMAIL_TIMEOUT = "django.core.mail.backends.smtp.EmailBackend", 5
    settings.DEFAULT_FROM_EMAIL = "jiannuo@county.example"
    monkeypatch.setenv("SSL_CERT_FILE", str(paper))
    with running(PostOffice()) as server:
        server.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        server.tls.load_cert_chain(paper)
        yield server


def _send(settings, post, way, *, host="127.0.0.1"):
    """As `JIANNUO_MAIL` says it."""
    said = mail(f"smtp://county:secret@{host}:{post.server_address[1]}?tls={way}")
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = said[:4]
    settings.EMAIL_USE_SSL, settings.EMAIL_USE_TLS = said[4:]
    post.offers_starttls = way == "starttls" and post.tls is not None
    return mailing.send("member@example.org", "请在4月10日前办理。", key="20110405-1")


@pytest.mark.parametrize("way", WAYS)
def test_a_letter_arrives_through_tls_and_the_password_is_said_inside_only(settings, post, way):
    assert _send(settings, post, way) == ""
    ((to, letter),) = post.letters
    assert (to, letter.get_content().strip()) == ("member@example.org", "请在4月10日前办理。")
    assert (post.signed_in, post.was_private) == ([["county", "secret"]], [True])


@pytest.mark.parametrize("way", WAYS)
def test_a_certificate_that_nobody_vouches_for_is_told_nothing(settings, post, way, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    assert _send(settings, post, way).startswith("没有送达")
    assert (post.letters, post.signed_in) == ([], [])


@pytest.mark.parametrize("way", WAYS)
def test_a_certificate_of_another_name_is_told_nothing(settings, post, way):
    assert _send(settings, post, way, host="localhost").startswith("没有送达")
    assert (post.letters, post.signed_in) == ([], [])


def test_a_server_that_takes_starttls_back_is_told_nothing_in_the_clear(settings, post):
    post.tls = None
    assert _send(settings, post, "starttls").startswith("没有送达")
    assert (post.letters, post.signed_in, "AUTH" in post.heard) == ([], [], False)
