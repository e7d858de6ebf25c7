"""The set phrases of the web: what a line of a page says when it is not the text.

Tables first, questions about one line after them. Nothing here names a site; a phrase
stands in a table because pages everywhere use it.
"""

import re
from collections.abc import Iterator

from briefing.model import Removed

LONGEST = 600
"""A line beyond this many characters is a paragraph, whatever words it starts with."""

WINDOW = 20_000
"""Characters of a line that are searched for furniture within it, apart from its end."""

SHORT = 60
"""A line beyond this many characters must hold one of `KEYS` or a colon near its start to match a pattern of `WHOLE`."""

AGENCIES = (
    r"(?:A\.?P|AFP|EPA(?:-EFE)?|PA(?: Wire| Media| Images)?|EFE|DPA|dpa|ANI|PTI|IANS|TASS|Xinhua|Yonhap|Kyodo|SWNS|Rex(?: Features)?"
    r"|REX|Reuters|REUTERS|Getty(?: Images)?|GETTY(?: IMAGES)?|Shutterstock|iStock(?:photo)?|Alamy(?: Stock Photo)?|Corbis|Bloomberg"
    r"|(?:The )?Associated Press|Agence France-Presse|Press Association|Barcroft(?: Media)?|Splash(?: News)?|NurPhoto|Anadolu(?: Agency)?"
    r"|Zuma(?: Press)?|WENN|Sipa(?: USA)?|Hindustan Times|Wikimedia(?: Commons)?|Unsplash|Pixabay|Pexels|Flickr)"
)
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
DAY = rf"(?:{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? ?(?:\d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)? {MONTH},? ?(?:\d{{4}})?|\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}})"
NAME = r"[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|de|da|van|von|der|den|al|bin|el|la|le|du)){1,4}"
NAMES = rf"{NAME}(?:,? (?:and|&) {NAME}|, {NAME})*"


def _any(reason: str, flags: re.RegexFlag, *patterns: str) -> tuple[re.Pattern[str], str]:
    return re.compile("|".join(patterns), flags), reason


I = re.IGNORECASE  # noqa: E741
C = re.NOFLAG

WHOLE = (
    _any(
        "advertisement", I,
        r"(?:-+ ?)?(?:advertisements?|advertising|story continues below(?: (?:this )?advertisement)?|sponsored(?: (?:links?|content|by.{0,40}))?"
        r"|article continues after (?:this )?ad(?:vertisement)?|paid (?:content|post)|promoted(?: (?:content|stories))?|ads? by .{1,30}"
        r"|continue reading(?: the main story| below)?|iklan|publicidade|publicidad|publicité|anzeige|werbung|реклама)"
        r"(?: continue reading the main story)?(?: ?-+)?",
        r".{0,80}\bmay (?:earn|receive) (?:an? |some )?(?:affiliate )?commissions?\b.*",
        r".{0,40}\b(?:contains?|include) affiliate (?:and/or referral )?links\b.*",
    ),
    _any(
        "share links", I,
        r"read or share this story:? ?.*",
        r"(?:(?:click to )?share|tweet|e-?mail|print|pin(?: it)?|like)(?: (?:this|on|via|to|with|by|article|story|page|post|the)\b.{0,40})?:?",
        r"(?:\d[\d.,]*[km]?\+? ?)?(?:shares?|comments?|likes?|views?|retweets?)(?: \(.{0,6}\))?",
        r"(?:show|hide|view|read|see|leave|post|add|write|join)(?: (?:all|a|the|your|more))? ?(?:\d+ )?(?:comments?|the conversation|reply)\b.{0,30}",
        r"sharing is caring!?|copy (?:this )?link|link copied.{0,20}|copied!?|share this with.{0,40}|follow (?:us|me)(?: on .{1,60})?",
        r"(?:about|read more about) sharing\.?|these are external links and will open in a new window|close share panel",
    ),
    _any(
        "newsletter", I,
        r".{0,60}\b(?:sign(?:ing)? up|subscribe|subscribing)\b.{0,120}\b(?:newsletters?|e-?mails?|alerts?|inbox|updates|channel|podcast)\b.{0,120}",
        r".{0,120}\b(?:delivered|straight|sent|direct(?:ly)?)? ?(?:right )?(?:to|in|into|meet) your (?:e-?mail )?inbox\b.{0,120}",
        r"(?:get|receive|sign up (?:for|to)|don['’]t miss|stay)\b.{0,140}\b(?:newsletters?|breaking news alerts|on our (?:telegram|whatsapp) channel|latest (?:news|updates))\b.{0,160}",
        r"(?:please )?(?:enter|re-enter|type) (?:your|a valid|an?) e-?mail.{0,60}|your e-?mail address(?: will not be published.*)?|e-?mail address(?: is invalid)?",
        r"(?:thank you|thanks) for (?:subscribing|signing up).{0,60}|we (?:will|['’]ll) never share your.{0,60}|you can (?:unsubscribe|opt out) at any time.{0,80}",
        r".{0,80}\b(?:follow|like|find) (?:us|me|@?[\w ]{2,40}) on (?:facebook|twitter|instagram|x|telegram|youtube|linkedin)\b.{0,80}",
    ),
    _any(
        "related", I,
        r"(?:also read|read also|read more|see more|see also|more|related(?: (?:stor(?:y|ies)|articles?|posts?|links?|content|video))?|don['’]t miss"
        r"|must read|watch(?: (?:now|also|live|more))?|also see|next|up next|previous|recommended|listen|analysis|opinion|explainer|in pictures|gallery"
        r"|lire aussi|à lire aussi|lee también|leia (?:também|mais)|mehr zum thema|lesen sie auch|читайте также|baca juga|leggi anche)"
        r" ?(?::|\||»|>|→|–) ?\S.{0,200}",
        r"(?:live (?:updates?|blog|coverage|feed)|as it happened|in pictures|in photos|(?:photo|picture) gallery|(?:watch|listen) (?:live|now|again)"
        r"|click here (?:to|for)|tap here)\b[^.?!]{0,120}",
    ),
    _any("related", C, r"\[[A-Z“‘\"'][^\]]{15,160}[^\].?!]\]", r"(?:SEE|READ|WATCH|DON['’]T MISS|RELATED|MORE)(?: [A-Z]+)?:? [A-Z“‘\"'].{5,160}[^.]"),
    _any(
        "player", I,
        r"media playback is (?:un|not )supported on (?:this|your) device", r"photos?|images?|videos?|audio|graphic|slideshow|interactive", r"(?:image|media|video) (?:copyright|caption|source)",
        r"(?:show|hide) caption(?: \d+ of \d+)?|(?:photo|image|slide) \d+ of \d+|\d+ ?(?:/|of) ?\d+(?: show all)?", r"listen to (?:this|the) (?:article|story).{0,30}",
        r"(?:to )?view (?:gallery|slideshow|\d+ (?:photos|images))|(?:play|watch|replay) ?(?:the )?(?:video|clip|now)?|video ?(?:\d\d?:\d\d)?|up next|auto ?play.{0,20}|\d\d?:\d\d",
        r"(?:please )?(?:enable|turn on) javascript.{0,120}|your browser (?:does not|doesn['’]t) support.{0,120}|loading ?(?:\.\.\.|…)?",
        r"embed(?: this video| code)?|link to this video|more videos \(.{3,12}\)|<(?:script|iframe|div)\b.*", r"skip (?:twitter|facebook|instagram|youtube|past|ad|to|navigation).{0,60}",
    ),
    _any("player", C, r"(?:Media|Video|Image) caption ?(?:Courtesy of .{1,120}|.{1,80}\b(?:has been speaking|reports|explains|asks|looks at)\b.{0,80})",
            rf"[\w.&-]+(?: [\w.&-]+){{0,3}}['’]s {NAME} (?:discusses|reports|explains|joins|looks at|breaks down|has more|speaks|talks)\b.{{0,160}}"),
    _any(
        "credit", C,
        r"(?:Photo|Image|Picture|Credit|Source|Photograph|Illustration|Foto|Bild|Фото|IMAGE|PHOTO)s?(?: (?:[Bb]y|[Cc]redits?|[Cc]ourtesy(?: of)?))?(?:: ?| (?=by ))[^.!?]{2,80}",
        r"(?:Photographs?|Illustrations?|Photos?|Pictures?) by [^.!?]{2,60}|Courtesy of [^.!?]{2,60}",
        rf"\(?(?:[^.!?/|,]{{2,60}} ?[/|,] ?)+{AGENCIES}(?: (?:file|File|photo))?\)?|\(?{AGENCIES}(?: ?[/|] ?[A-Z][\w. ]{{1,40}})?\)?",
        r"\((?:Image|Photo|Picture)s?(?: credits?)?: ?[^()]{2,80}\)",
    ),
    _any("chart", C, r"(?:[^.?!]|[.?!](?! )){20,300} Source: [^.?!]{3,160}"),
    _any(
        "byline", C,
        rf"(?:[Bb]y|BY|[Ww]ritten by|[Pp]osted by|[Rr]eported by|[Ee]dited by|[Tt]ext by|[Rr]esearched by|Von|Por|Par|[Ww]ords by):? ?{NAMES}(?:[,|·•–-]? ?.{{0,80}}\d{{4}}.{{0,60}}|,? (?:for|in) {NAME}|, [\w ]{{3,60}}| (?:staff|senior|chief) [\w ]{{3,50}})?",
        r"(?:[Bb]y|BY) [A-Z][A-Z .,'’&-]{4,80}",
        r"(?:By|by|BY|At|Von|Posted by|Written by|Share|None|null|undefined|NaN|N/A)",
    ),
    _any(
        "byline", I,
        r"(?:first |originally |last )?(?:published|updated?|posted|modified|created|published (?:on|at)|posted (?:on|at)|last update)\b ?:? ?.{0,80}\d.{0,60}",
        rf"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )?{DAY}(?:[,|·•@ –-]*(?:at )?\d{{1,2}}[:.]\d\d ?(?:[ap]\.?m\.?)?.{{0,30}})?",
        r"\d+ ?(?:min(?:ute)?s?|sec(?:ond)?s?)\.?[ -](?:read|watch|listen)\b.{0,80}|reading time:?.{0,30}",
        r"(?:an? |\d+ )(?:minutes?|hours?|days?|weeks?|months?) ago",
        r"[\w .]{2,30}logo",
        r"e-?mail:? \S+@\S+\.\w+.{0,160}|write to .{1,60} at \S+@\S+|(?:contact|follow|e-?mail) (?:the author|[\w ]{2,40}) (?:at|on) ?:?.{0,100}@.{1,60}",
        r"@\w{2,30}|[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    ),
    _any(
        "contributors", I,
        r"[—–-]? ?(?:with (?:assistance|reporting|additional reporting|contributions|files|inputs?|agency inputs?) (?:by|from)) .{3,200}",
        r".{5,200} (?:contributed (?:to this (?:report|story|article)|reporting)|contributed from [A-Z]\w+)\b.{0,60}",
        r"\(?(?:(?:additional |compiled )?reporting|writing|editing|compiled|edited|translated|produced) (?:by|von) .{3,240}\)?",
        r"\(?(?:with )?(?:inputs|files) from .{2,80}\)?",
    ),
    _any(
        "copyright", I,
        r"(?:.{0,60})(?:©|\(c\)|copyrights? (?:©|\(c\)|\d{4})).{0,300}", r".{0,120}\ball rights reserved\b.{0,300}",
        r"this material may not be published, broadcast.{0,100}", r"this copy is for your personal, non-commercial use only.{0,300}",
        r"(?:privacy|cookie|data|copyright) (?:policy|notice|settings|preferences)(?: ?(?:\||and|&|-).{0,120})?|terms (?:of|and|&) (?:use|service|conditions)(?: ?\|.{0,120})?",
        r".{0,80}\bsite is protected by recaptcha\b.{0,120}|.{0,80}\buses? cookies\b.{0,240}",
    ),
    _any(
        "correction", I,
        r"[•*—–-]? ?(?:this (?:article|story|report|post|piece|version) (?:was|has been) (?:amended|corrected|updated|edited|changed|revised)\b).*",
        r"[•*—–-]? ?(?:corrections?|clarifications?|editor['’]s note|an earlier version of this (?:article|story|post)\b)[: ].{10,}",
    ),
    _any(
        "reader call", I,
        r".{0,160}\b(?:fill in the form|get in touch (?:with us|by)|send us your|share your (?:experiences?|stor(?:y|ies)|views|thoughts)|tell us (?:your|what)"
        r"|e-?mail us|have your say|join the (?:conversation|discussion)|got a (?:confidential )?(?:news )?tip|log in to (?:post|comment)|support independent journalism)\b.{0,160}",
        r"comments (?:are|have been) closed\b.*|no comments yet|please be (?:mindful|respectful) .{0,100}",
    ),
)  # fmt: skip
"""Patterns a whole line must match, and the reason given for leaving it out."""

KEYS = (
    "advert", "sponsor", "continue", "affiliate", "commission", "share", "sharing", "subscri", "sign", "newsletter", "inbox", "mail", "telegram", "whatsapp", "follow", " us on",
    "like us", "live ", "click", "tap here", "photo", "image", "picture", "video", "caption", "media", "watch", "listen", "gallery", "javascript", "browser", "skip ", "loading",
    "discusses", "reports", "explains", "joins", "looks at", "breaks down", "has more", "speaks", "talks", "source", "publish", "posted", "update", "modified", "by ", "read",
    "contributed", "edited", "editing", "reporting", "compiled", "produced", "translated", "assistance", "inputs", "files", "©", "(c)", "copyright", "rights reserved", "this copy",
    "policy", "terms", "recaptcha", "cookie", "amended", "corrected", "revised", "correction", "clarification", "editor", "form below", "in touch", "send us", "your ", "tell us",
    "join the", "got a", "log in", "comment", "logo", "ago", "write to", "contact", "courtesy", "getty", "reuters", "press", "afp", "shutterstock", "embed", "retweet", "related",
    "see more", "don't miss", "don’t miss", "this article", "this story", "this material", "earlier version", "support independent", "conversation",
)  # fmt: skip

SECTION = re.compile(
    r"(?:also read|read (?:also|more|next)|you (?:may|might) (?:also )?(?:like|be interested in).{0,10}|what to read next|editor['’]?s['’]? picks?|in case you missed it|around the web"
    r"|most (?:read|popular|viewed|commented|shared|watched)(?: (?:in|on|this|today|now|stories|articles|news|videos?)\b.{0,30})?|related (?:stor(?:y|ies)|articles?|posts?|links?|content|topics?|tags?|news|coverage|videos?|searches)"
    r"|recommended (?:stories|articles|reading|videos?|posts|for you)|(?:top|latest|trending|popular|featured) (?:news|stories|videos?|headlines|articles|posts|sections|picks)|trending now|up next|next up(?: in)?|popular now"
    r"|sponsored (?:links|content|stories)|promoted stories|from (?:around )?the web|from our partners|hot stocks|upcoming events|elsewhere on .{1,40}|more (?:great|popular) .{1,30} stories"
    r"|more (?:from|in) (?:this (?:section|author|series)|the web)|don['’]t miss|explore (?:news|more)|weitere (?:beiträge|artikel|themen).{0,30}|mehr zum thema|das könnte sie auch interessieren|à lire aussi|lire aussi|sur le même (?:sujet|thème)|articles liés"
    r"|les plus lus|notícias relacionadas|leia (?:também|mais)|mais lidas|lee también|noticias relacionadas|te puede interesar|lo más (?:leído|visto)|leggi anche|potrebbe interessarti|lees ook"
    r"|читайте также|похожие (?:статьи|новости)|популярное|материалы по теме|baca juga|artikel terkait|terpopuler|berita terkait) ?(?:\.{3}|…)? ?[:»>]?",
    re.IGNORECASE,
)
"""A heading over links; the links under it are furniture until the text goes on."""

MAYBE_SECTION = re.compile(
    r"(?:more (?:from|in|on|about|like|news|stories)\b.{0,40}|related|recommended|trending|topics?|tags?|filed (?:under|to)|categories|key events|see also|in this (?:article|story)|newsletters?|follow us"
    r"|share (?:this|on)\b.{0,20}|comments|leave a (?:reply|comment).{0,20}|(?:about|meet) the authors?) ?[:»>]?",
    re.IGNORECASE,
)
"""The same where links or tags follow; over a paragraph it may be a sub-heading of the text."""

COMMENTS = re.compile(
    r"(?:\(?\d* ?\)?(?:top |all |reader |latest |user |facebook )?(?:rated )?comments?(?: \(.{0,12}\)| on .{3,100}|:)?|\d+ (?:comments?|thoughts|responses|replies)(?: (?:on|to) .{3,160})?"
    r"|(?:view|show|see|read) (?:all )?(?:\d+ )?comments?.{0,20}|(?:leave|post|add) (?:a |your )?(?:reply|comments?)\b.{0,40}|no comments yet|comment from the forums|comments are closed.{0,20}"
    r"|kommentare?|commentaires|comentarios|comentários|комментарии|komentar) ?:?",
    re.IGNORECASE,
)
"""The heading over what readers wrote."""

END = re.compile(
    r"(?:(?:about|meet) the (?:author|writer)s?|(?:über|sobre|о|à propos de) (?:den autor|el autor|авторе|l['’]auteur)"
    r"|most (?:read|popular|viewed|commented|shared|watched)\b.{0,30}|(?:top|latest|popular|trending) (?:stories|news|posts|articles|videos?|headlines)"
    r"|you (?:may|might) (?:also )?(?:like|be interested in).{0,10}|around the web|from (?:around )?the web|promoted stories|what to read next|recommended (?:stories|articles|for you)|next up(?: in)?"
    r"|(?:sources?|references|quellen|fuentes|fontes|источники) ?:|elsewhere on .{1,40}|sponsored (?:links|content|stories)|site index|community (?:standards|guidelines)|in case you missed it|more (?:great|popular) .{1,40}"
    r"|weitere (?:beiträge|artikel|themen).{0,30}|das könnte sie auch interessieren|les plus lus|mais lidas|lo más (?:leído|visto)|популярное|terpopuler"
    r"|(?:©|copyright\b|\(c\)).{0,40}\d{4}.{0,200}|.{0,100}all rights reserved.{0,100}) ?(?:\.{3}|…)? ?[:»>]?",
    re.IGNORECASE,
)
"""A line after which an article does not go on."""

SITE = re.compile(
    r"privacy policy|cookies?\b|your (?:e-?mail|account|inbox|name|browser|comment|data|personal|feedback|message|password|post)|personal data|this (?:website|site|form|browser|page)\b|our (?:website|site|newsletter|privacy|team of|community|terms|partners|newsroom)"
    r"|newsletters?\b|subscri(?:be|ption)|\bsign(?:ed|ing)? (?:up|in)\b|\blog(?:ged|ging)? ?in\b|terms (?:of|and)|trademarks?\b|copyright|javascript|internet explorer|e-?mail address|unsubscribe|click(?:ing)? (?:here|the|on)"
    r"|affiliate|real[- ]time|market data|stock quote|quotes? delayed|is (?:an?|the) (?:[\w-]+ ){0,3}(?:reporter|editor|writer|journalist|correspondent|contributor|columnist|blogger|producer)\b|follow (?:him|her|us|me|them)"
    r"|contributor|this (?:article|document) (?:is|may)|please (?:try|check|review|enter|read|note|see)|try again|https?://|<img|[$]\{|&amp;",
    re.IGNORECASE,
)
"""Words with which a page speaks of itself, its makers and its readers."""

LABELS = frozenset(
    ["home", "news", "world", "business", "politics", "sport", "sports", "opinion", "opinions", "culture", "lifestyle", "entertainment", "tech", "technology", "science", "health", "travel", "video", "videos", "photos", "weather", "money", "markets", "economy", "magazine", "podcasts", "podcast", "newsletters", "newsletter", "search", "menu", "login", "register", "subscribe", "donate", "advertise", "contact", "about", "careers", "jobs", "help", "shop", "events", "archive", "sitemap", "facebook", "twitter", "instagram", "linkedin", "pinterest", "reddit", "whatsapp", "telegram", "youtube", "tumblr", "flipboard", "pocket", "email", "e-mail", "print", "share", "tweet", "rss", "more", "next", "previous", "close", "cancel", "reply", "submit", "send", "follow", "comments", "corrections", "faq", "privacy", "terms", "adchoices", "vkontakte", "odnoklassniki", "messenger", "copy", "link", "embed", "replay", "buffer", "pin", "mix", "snapchat", "tiktok", "skype", "google", "english", "español", "deutsch", "français", "русский", "italiano", "startseite", "accueil", "inicio", "главная", "контакты", "impressum", "datenschutz", "контакт", "beranda"]
) | frozenset(
    ["log in", "log out", "sign in", "sign up", "sign out", "my account", "about us", "contact us", "terms of use", "terms of service", "term of use", "privacy policy", "cookie policy", "site map", "site index", "back to top", "skip to content", "skip to main content", "skip navigation", "main menu", "close menu", "read more", "learn more", "view all", "see all", "show more", "load more", "view more", "read later", "press releases", "work with us", "our team", "work here", "media kit", "advertise with us", "subscribe now", "sign up now", "order reprints", "print article", "text size", "get in touch", "real estate", "press room", "terms and conditions", "terms & conditions", "cookie settings", "ad choices", "your ad choices", "do not sell my info", "accessibility", "manage subscription", "e-paper", "print edition", "today's paper", "live tv", "watch live", "listen live", "all sharing options", "key points", "highlights", "must reads", "download app", "mobile apps", "rss feed", "rss feeds", "help center", "customer service", "leave a comment", "leave comments", "leave a reply", "post a comment", "no comments", "gift subscriptions", "press center", "who we are", "newsroom logo", "linkedin icon", "hot stocks", "top sections", "key events"]
)  # fmt: skip
"""Words on buttons and in menus, folded to lower case; a line of nothing else is furniture in a page dump."""

FORM = re.compile(
    r"(?:please )?(?:enter|re-enter) (?:your|an?|a valid) e-?mail address|e-?mail address is invalid|invalid e-?mail address|e-?mail cannot be used|try another or register with your social account"
    r"|continue reading the main story|please verify you['’]re not a robot(?: by clicking the box)?|please re-enter|you must select a newsletter to subscribe to|newsletter sign ?up"
    r"|you (?:will|agree to) receive .{0,80}?(?:e-?mails?|newsletters?|special offers)(?: .{0,70}?products and services)?|thank(?:s| you) for (?:subscribing|signing up)|an error has occurred"
    r"|please try again(?: later)?|view all (?:[\w.]+ ){0,5}newsletters|by (?:signing|submitting|clicking|entering).{0,80}?you agree to .{0,80}?(?:policy|terms|emails?|use)"
    r"|(?:we (?:will|['’]ll) )?never share your (?:e-?mail|details|address)|you can unsubscribe at any time|sign up (?:for|to) (?:our|the|my) .{0,40}?newsletter|(?:delivered|straight) to your inbox"
    r"|unsubscribe (?:at )?any ?time|no spam,? we promise|all fields are required|this field is required",
    re.IGNORECASE,
)
FORM_KEYS = ("mail", "newsletter", "continue reading", "robot", "try again", "subscrib", "inbox", "you agree", "required", "error has", "social account", "no spam")
FORM_TAIL = re.compile(r"[\s.!,;]*(?:(?:Sign ?[Uu]p|Subscribe|Submit|SUBSCRIBE|SIGN UP)\b[\s.!]*)?")

HEAD = (
    (re.compile(r"Image (?:copyright|source),? .{1,60}? ?Image caption,? ?"), "credit"),
    (re.compile(r"(?:Media playback is (?:unsupported|not supported) on (?:your|this) device[. ]*)(?:(?:Media|Video) caption,? ?)?", I), "player"),
    (re.compile(r"(?:Image|Media|Video) caption,? ?(?=[A-Z“\"'‘])"), "player"),
    (re.compile(r"Image (?:copyright|source),? [^.]{2,60}$"), "credit"),
    (re.compile(rf"{AGENCIES}(?:\s*[•·|/]\s*{AGENCIES})+ (?=[A-Z“\"'‘])"), "credit"),
    (re.compile(r"FILE ?(?:PHOTO)? ?[-–—:] .{10,300}?(?:[a-z)\d]{2}[.](?= [A-Z“\"])|$)"), "file photo"),
    (re.compile(r"(?:Skip|End of) (?:Twitter|Facebook|Instagram|YouTube|X|TikTok) (?:post|video)(?: \d)? by .{1,40}?(?= [A-Z“\"'‘]|$)"), "player"),
    (re.compile(r"(?P<title>.{3,80}?) \d{1,3} show all (?P=title) (?=1/\d)"), "player"),
    (re.compile(r"(?:Advertisement|ADVERTISEMENT|Story continues below advertisement) (?=[A-Z“\"'‘])"), "advertisement"),
    (re.compile(r"date \d{4}-\d\d-\d\d "), "byline"),
)  # fmt: skip
"""What may stand glued before a line."""

TAIL = (
    ((")",), re.compile(rf" ?\((?:(?:Photo|Image|Picture|Credit|Source|Video)s?(?: credit| by| courtesy)?: ?[^()]{{1,80}}|(?:[^()]{{1,60}}[/|,] ?)?{AGENCIES}(?: (?:file|photo|File|Photo|Images))*)\)\.?$", I), "credit"),
    (("photo", "image", "picture"), re.compile(r" \(?(?:Photo|Image|Picture|Photograph)s?(?: ?credits?)?(?: by)? ?: ?[^.()]{2,60}\)?$"), "credit"),
    (("credit", "source", "photo"), re.compile(r" (?:Credit|CREDIT|Source|Photo(?:graph)? by)(?:: ?|…|\.\.\.)? ?[A-Z][^.()]{2,60}[/|] ?[^.()]{2,40}$"), "credit"),
    (("/",), re.compile(rf"(?: ?(?<![\w.'’-])[A-Z][\w.'’-]+ [A-Z][\w.'’-]+)? ?/ ?{AGENCIES}(?: via [A-Z]\w+(?: \w+)?)?(?: (?:file|File|photo))?$"), "credit"),
    (("caption",), re.compile(r" ?(?:Show|Hide|show|hide|View|Toggle) [Cc]aption(?: \d+ of \d+)?$"), "player"),
    ((" report",), re.compile(r"(?<=, \d{4}) Report$"), "player"),
    (("tweet", "more", "continue reading"), re.compile(r" ?(?:Click [Tt]o [Tt]weet|Read [Mm]ore(?: here)?[.…»]*|\(more…\)|Continue [Rr]eading ?[→»…]*)$"), "navigation"),
    (("end of ",), re.compile(r" ?End of (?:Twitter|Facebook|Instagram|YouTube|X) post.{0,40}$"), "player"),
)  # fmt: skip
"""(what the end of the line holds in lower case, the pattern, the reason): what may stand glued after a line."""

ANYWHERE = (
    (("(only the head",), re.compile(r"\(Only the headline[^()]{5,300}\)?", I), "syndication"),
    (("(this story",), re.compile(r"\(This (?:story|article|report|news item) (?:has|is|was)[^()]{5,300}\)?", I), "syndication"),
    (("(except for the",), re.compile(r"\(Except for the headline[^()]{5,300}\)?", I), "syndication"),
    (("(with inputs",), re.compile(r"\(With (?:agency )?inputs?[^()]{0,120}\)", I), "syndication"),
    (("(photo",), re.compile(r" ?\(Photo(?:graph)?s?(?: by| credit| courtesy)?: ?[^()]{1,80}\)", I), "credit"),
    (("(image",), re.compile(r" ?\(Image(?:s)?(?: credit)?: ?[^()]{1,80}\)", I), "credit"),
    (("(reporting by",), re.compile(r"\((?:Additional )?[Rr]eporting by [^()]{3,240}\)"), "contributors"),
    (("continue reading the main story",), re.compile(r"(?:Advertisement )?Continue reading the main story ?", I), "advertisement"),
    (("read or share this story",), re.compile(r"Read or share this story: ?\S*", I), "share links"),
    (("article continues",), re.compile(r"\(?Article continues (?:below|after)[^.()]{0,40}\)?", I), "advertisement"),
)  # fmt: skip
"""The same anywhere in a line."""

SLIDE = re.compile(rf"(?: [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+)?/{AGENCIES}| {AGENCIES}| Twitter/@\w+)? ?(?<!\d)\d{{1,2}}/\d{{1,2}}(?!\d) (?=[A-Z“\"'‘])")
SPACE = re.compile(r"\s+")
WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


def whole(line: str) -> str | None:
    """The reason why a line is furniture as a whole; None where it may be text."""
    if len(line) > LONGEST or (len(line) > SHORT and not _holds_key(line)):
        return None
    return next((reason for pattern, reason in WHOLE if pattern.fullmatch(line)), None)


def _holds_key(line: str) -> bool:
    """Whether a line of some length is worth a look at the patterns; sparing the others makes this ten times faster."""
    start, lowered = line[:32], line.lower()
    return start[0] in "[(•*—–-<©" or any(mark in start for mark in ":|»>→–") or any(key in lowered for key in KEYS)


def heads_links(line: str) -> bool:
    """Whether a line is a heading over links or tags."""
    return len(line) <= 60 and SECTION.fullmatch(line) is not None


def may_head_links(line: str) -> bool:
    """Whether a line is such a heading, or could be a sub-heading too."""
    return len(line) <= 60 and (SECTION.fullmatch(line) or MAYBE_SECTION.fullmatch(line)) is not None


def is_label(line: str) -> bool:
    """Whether a line holds only words of a menu or of buttons."""
    if len(line) > 60:
        return False
    folded = line.lower().strip(" .:!|»«>→×+\u200b\ufeff")
    return folded in LABELS or (all(word in LABELS for word in WORD.findall(folded)) and folded != "")


def ends_article(line: str) -> bool:
    """Whether a line stands behind an article, not within it."""
    return len(line) <= 200 and (END.fullmatch(line) is not None or heads_comments(line))


def heads_comments(line: str) -> bool:
    """Whether a line is the heading over what readers wrote."""
    return len(line) <= 200 and COMMENTS.fullmatch(line) is not None


def speaks_of_site(line: str) -> int:
    """How often a line speaks of the page and not of the world, at most three times."""
    return min(sum(1 for _ in SITE.finditer(line)), 3)


def inline(line: str) -> Iterator[Removed]:
    """The stretches of furniture within a line; they may overlap."""
    window = line[:WINDOW]
    lowered = window.lower()
    yield from _head(window)
    yield from _tail(line)
    for keys, pattern, reason in ANYWHERE:
        if any(key in lowered for key in keys):
            yield from (Removed(found.start(), found.end(), reason) for found in pattern.finditer(window))
    if any(key in lowered for key in FORM_KEYS):
        yield from _forms(window)
    if "1/" in window and "2/" in window:
        yield from (Removed(found.start(), found.end(), "player") for found in SLIDE.finditer(window))


def _tail(line: str) -> Iterator[Removed]:
    end = line[-400:]
    lowered, offset = end.lower(), len(line) - len(end)
    for keys, pattern, reason in TAIL:
        if any(key in lowered for key in keys) and (found := pattern.search(end)):
            yield Removed(offset + found.start(), offset + found.end(), reason)


def _head(line: str) -> Iterator[Removed]:
    """One piece of furniture after the other, as long as the line starts with one."""
    at, found = 0, True
    while found:
        found = False
        for pattern, reason in HEAD:
            if (match := pattern.match(line, at)) and match.end() > at:
                yield Removed(at, match.end(), reason)
                at, found = match.end(), True
                break


def _forms(line: str) -> Iterator[Removed]:
    """Runs of two or more phrases of a sign-up form, from the sentence the first one is in to the end of the last."""
    run: list[tuple[int, int]] = []
    for match in FORM.finditer(line):
        if run and match.start() - run[-1][1] > 200:
            yield from _form(line, run)
            run = []
        run.append(match.span())
    yield from _form(line, run)


def _form(line: str, run: list[tuple[int, int]]) -> Iterator[Removed]:
    if len(run) < 2:
        return
    start, end = run[0][0], run[-1][1]
    sentence = max(line.rfind(mark, 0, start) for mark in (". ", "! ", "? ", "” ")) + 2
    sentence = sentence if sentence >= 2 else 0
    if start - sentence <= 40:
        start = sentence
    tail = FORM_TAIL.match(line, end)
    yield Removed(start, tail.end() if tail else end, "newsletter")
