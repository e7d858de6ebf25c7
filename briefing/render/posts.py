"""A bulletin as what a channel is posted: Slack, Teams, Discord, and plain JSON for a program of one's own."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from briefing.language.wording import said
from briefing.regex import lazy_regex
from briefing.render.bulletin import Bulletin
from briefing.render.mail import headline, mail_view
from briefing.render.view import Line, Part, View

SECTION, BLOCKS = 2_900, 45
"""Letters of a Slack section and blocks of a message, below the 3,000 and 50 that Slack takes."""

EMBED, WHOLE = 3_900, 5_500  # letters of a Discord embed and of all, below its 4,096 and 6,000
CARD = 24_000  # letters of a Teams card, below its 28 kB
_MARKS = lazy_regex(r"([\\`*_~\[\]()<>|#])")


def post(form: str, bulletin: Bulletin) -> bytes:
    """What is posted, as JSON in UTF-8."""
    found = _FORMS[form](bulletin, mail_view(bulletin))
    return json.dumps(found, ensure_ascii=True, separators=(",", ":")).encode()


def _slack(bulletin: Bulletin, view: View) -> dict[str, Any]:
    blocks: list[dict[str, Any]] = [{"type": "header", "text": {"type": "plain_text", "text": view.title[:150]}}]
    blocks.append({"type": "context", "elements": [{"type": "mrkdwn", "text": _of_slack(view.byline)[:SECTION]}]})
    for part in view.parts:
        if text := _section(part, "*{}*", _of_slack, "• {}"):
            blocks.append({"type": "section", "text": {"type": "mrkdwn", "text": text[:SECTION]}})
    if bulletin.page:
        link = f"<{bulletin.page}|{said('mail', 'all_sources', view.code)}>"
        blocks.append({"type": "section", "text": {"type": "mrkdwn", "text": link}})
    return {"text": _of_slack(headline(bulletin)), "blocks": blocks[:BLOCKS]}


def _discord(bulletin: Bulletin, view: View) -> dict[str, Any]:
    """Nobody is pinged by what a document says."""
    told = "\n\n".join(filter(None, (_section(part, "**{}**", _of_markdown, "- {}") for part in view.parts)))
    embed = {"title": view.title[:250], "description": told[:EMBED], "footer": {"text": view.byline[:2000]}}
    link = {"url": bulletin.page} if bulletin.page else {}
    return {"allowed_mentions": {"parse": []}, "embeds": [{**embed, **link}]}


def _teams(bulletin: Bulletin, view: View) -> dict[str, Any]:
    body: list[dict[str, Any]] = [
        {"type": "TextBlock", "text": _of_markdown(view.title), "size": "Large", "weight": "Bolder", "wrap": True},
        {"type": "TextBlock", "text": _of_markdown(view.byline), "isSubtle": True, "wrap": True}]
    size = 0
    for part in view.parts:
        text = _section(part, "**{}**", _of_markdown, "- {}")
        size += len(text)
        if text and size <= CARD:
            body.append({"type": "TextBlock", "text": text, "wrap": True})
    title = said("mail", "all_sources", view.code)
    actions = [{"type": "Action.OpenUrl", "title": title, "url": bulletin.page}] if bulletin.page else []
    card = {"$schema": "http://adaptivecards.io/schemas/adaptive-card.json", "type": "AdaptiveCard", "version": "1.4",
            "body": body, **({"actions": actions} if actions else {})}
    return {"type": "message", "attachments": [{"contentType": "application/vnd.microsoft.card.adaptive",
                                                "content": card}]}


def _json(bulletin: Bulletin, view: View) -> dict[str, Any]:
    """Everything the mail shows, with its sources by number."""
    return {
        "job": bulletin.title, "created": bulletin.now.isoformat(), "title": view.title, "page": bulletin.page or None,
        "notes": list(view.notes), "more": bulletin.front.more,
        "parts": [{"heading": part.heading, "lines": [_line(each) for each in (*part.lines, *part.sides)]}
                  for part in view.parts if part.heading or part.lines],
        "sources": [{"number": each.number, "name": each.name, "url": each.url} for each in view.sources]}


def _line(line: Line) -> dict[str, Any]:
    return {"text": line.text, "note": line.note or None, "citations": [each.name for each in line.labels]}


def _section(part: Part, heading: str, escaped: Callable[[str], str], item: str) -> str:
    """A part as lines of a channel's own Markdown; only what is ours has marks."""
    lines = [heading.format(escaped(part.heading))] if part.heading else []
    lines += [item.format(escaped(each.text)) for each in part.lines]
    lines += [item.format(f"{escaped(each.note)}: {escaped(each.text)}") for each in part.sides]
    return "\n".join((*lines, *([escaped(part.closing)] if part.closing else [])))


def _of_slack(text: str) -> str:
    """Without what Slack reads as a mention or a link: those begin with "<"."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _of_markdown(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)


_FORMS: Mapping[str, Callable[[Bulletin, View], dict[str, Any]]] = {
    "slack": _slack, "discord": _discord, "teams": _teams, "json": _json}
