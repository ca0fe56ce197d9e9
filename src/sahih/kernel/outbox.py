"""Letters and short messages to people: written with the act, sent after it, told in the journey."""

from django.core.mail import send_mail
from django.db import models
from django.db.models.functions import Now

from sahih.kernel.tenancy import active_lsp_or_none

LONGEST_SUBJECT = 200


class Message(models.Model):
    """A mail or a text message, kept with the instant it went out; sending twice does no harm."""

    id = models.BigAutoField(primary_key=True)
    lsp_id = models.BigIntegerField(null=True)
    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=LONGEST_SUBJECT)
    body = models.TextField()
    written_at = models.DateTimeField(db_default=Now())
    sent_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"


def write(*, to: str, subject: str, body: str) -> Message:
    """Put a message in the outbox and defer its sending; a title in the subject never stops the act that tells of it."""
    from sahih.kernel.tasks import send_message  # noqa: PLC0415 -- the job needs this table

    message = Message.objects.create(lsp_id=active_lsp_or_none(), to=to, subject=shortened(subject), body=body)
    send_message.defer(message_id=message.pk)
    return message


def shortened(subject: str) -> str:
    return subject if len(subject) <= LONGEST_SUBJECT else f"{subject[: LONGEST_SUBJECT - 1]}…"


def tell(person: models.Model, subject: str, body: str) -> None:
    """Write to whoever has an account; another person is told by somebody who knows them."""
    user = getattr(person, "user", None)
    if user is not None:
        write(to=user.email or user.phone, subject=subject, body=body)


def deliver(message: Message) -> None:
    """A phone number goes to the text gateway's mailbox address, anything else is an e-mail."""
    address = message.to if "@" in message.to else f"{message.to.lstrip('+')}@sms.invalid"
    send_mail(message.subject, message.body, None, [address])
