"""One reminder by mail. What certainly did not go may be sent again; what may have gone is not sent twice."""

import smtplib
from contextlib import suppress

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils.crypto import salted_hmac

from jiannuo.duties.wording import UNANSWERED, unreached

SUBJECT = "践诺提醒"


def send(address: str, text: str, *, key: str) -> str:
    """The reason when it did not arrive, else "". `key` names the message the same however often it is tried."""
    sender = settings.DEFAULT_FROM_EMAIL
    named = {"Message-ID": message_id(key, sender)}
    connection = get_connection()
    message = EmailMessage(SUBJECT, text, sender, [address], headers=named, connection=connection)
    try:
        connection.open()
    except (OSError, ValueError) as error:  # smtplib's own errors are OSErrors too
        return unreached(error)
    try:
        return _handed_over(message)
    finally:
        with suppress(OSError):
            connection.close()


def message_id(key: str, sender: str) -> str:
    """The same for every try, even after a crash, so that a mail server drops the second; no other county's."""
    ours = salted_hmac("jiannuo.duties.mailing", key, algorithm="sha256").hexdigest()[:16]
    return f"<jiannuo-{key}-{ours}@{sender.rpartition('@')[2].rstrip('>')}>"


def _handed_over(message: EmailMessage) -> str:
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as error:
        codes = {code for code, _ in error.recipients.values()}
        return f"邮件服务器不收这个地址，代码 {'、'.join(map(str, sorted(codes)))}"
    except smtplib.SMTPResponseException as error:
        return f"邮件服务器拒收，代码 {error.smtp_code}"
    except (ValueError, smtplib.SMTPNotSupportedError) as error:
        return unreached(error)
    except OSError:
        return UNANSWERED
    return ""
