"""What a browser reads in a page: the files that it loads, the links, the forms with their values."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

# A link of another kind (canonical, alternate, …) is not loaded.
LOADED = {"stylesheet", "icon", "shortcut", "apple-touch-icon", "mask-icon", "preload", "modulepreload", "manifest"}


@dataclass
class Form:
    """`fields` is what a browser would send without a touch: name and value; `files` are the names of the file fields."""

    action: str = ""
    fields: list[tuple[str, str]] = field(default_factory=list)
    passwords: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    def filled(self, values: dict[str, str]) -> list[tuple[str, str]]:
        return [pair for pair in self.fields if pair[0] not in values] + list(values.items())


class Page(HTMLParser):
    def __init__(self, text: str):
        super().__init__(convert_charrefs=True)
        self.assets: list[str] = []
        self.links: list[str] = []
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._select: str | None = None
        self._options: list[tuple[str, bool]] = []
        self._multiple = False
        self._area: str | None = None
        self._text = ""
        self.feed(text)
        self.close()

    def form_with(self, kind: str) -> Form:
        """The first form that has a field of that kind: "passwords" or "files"."""
        found = [form for form in self.forms if getattr(form, kind)]
        assert found, f"no form with {kind} in the page"
        return found[0]

    def handle_starttag(self, tag, attributes):
        values = {name: value or "" for name, value in attributes}
        match tag:
            case "link" if LOADED & set(values.get("rel", "").lower().split()) and values.get("href"):
                self.assets.append(values["href"])
            case "script" | "img" if values.get("src"):
                self.assets.append(values["src"])
            case "a" if values.get("href"):
                self.links.append(values["href"])
            case "form":
                self._form = Form(values.get("action", ""))
                self.forms.append(self._form)
            case "input" if self._form is not None and values.get("name"):
                self._input(values)
            case "select":
                self._select, self._options, self._multiple = values.get("name"), [], "multiple" in values
            case "option" if self._select:
                self._options.append((values.get("value", ""), "selected" in values))
            case "textarea":
                self._area, self._text = values.get("name"), ""

    def _input(self, values: dict[str, str]):
        kind = values.get("type", "text").lower()
        if kind == "file":
            self._form.files.append(values["name"])
        elif kind == "password":
            self._form.passwords.append(values["name"])
        elif kind in ("checkbox", "radio"):
            if "checked" in values:
                self._form.fields.append((values["name"], values.get("value", "on")))
        elif kind not in ("submit", "button", "image", "reset"):
            self._form.fields.append((values["name"], values.get("value", "")))

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        elif tag == "select" and self._select:
            chosen = [value for value, selected in self._options if selected]
            if not chosen and self._options and not self._multiple:
                chosen = [self._options[0][0]]
            if self._form is not None:
                self._form.fields += [(self._select, value) for value in chosen]
            self._select = None
        elif tag == "textarea" and self._area:
            if self._form is not None:
                # HTML drops the line break that follows the tag.
                self._form.fields.append((self._area, self._text.removeprefix("\n")))
            self._area = None

    def handle_data(self, data):
        if self._area:
            self._text += data
