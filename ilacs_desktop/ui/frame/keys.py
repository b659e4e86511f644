"""Every command and its keys, in one list: the menu bar, F1 and the shortcuts all read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Scope = Literal["shell", "app", "page"]

MENUS: tuple[str, ...] = ("&Inspection", "&Edit", "&Go", "&Record", "&View", "&Help")


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a person can have done.

    Attributes:
        name: its name in code.
        words: its name on the screen.
        keys: its keys as Qt writes them, the shown ones first; empty where the menu is enough.
        menu: the menu it stands in.
        scope: ``shell`` runs it in the window itself, ``app`` hands it to whoever listens to
            ``MainWindow.commanded``, ``page`` to the page on the screen, and only while that page
            names it.
        rule_before: whether a line divides it from what stands above.
    """

    name: str
    words: str
    keys: tuple[str, ...]
    menu: str
    scope: Scope = "app"
    rule_before: bool = False


PAGES: tuple[tuple[str, str, str], ...] = (
    ("today", "Today", "sun"),
    ("plan", "Plan", "map"),
    ("data", "Data", "table-2"),
    ("cases", "Cases", "folder-open"),
    ("evidence", "Evidence", "notebook-pen"),
    ("kit", "KIT", "messages-square"),
    ("findings", "Findings", "list-checks"),
    ("judgements", "Judgements", "scale"),
    ("report", "Report", "file-text"),
    ("team", "Team", "users"),
)
"""Key, title and icon of each page, in the order of the week."""

SETTINGS = ("settings", "Settings", "settings")

_INSPECTION = (
    Command("new-inspection", "New inspection…", (), "&Inspection"),
    Command("open-inspection", "Open another inspection…", ("Ctrl+O",), "&Inspection"),
    Command("import-annex-a", "Receive Annex A…", (), "&Inspection", rule_before=True),
    Command("export", "Export…", ("Ctrl+E",), "&Inspection"),
    Command("back-up", "Back up now…", (), "&Inspection", rule_before=True),
    Command("save-now", "Save now", ("Ctrl+S",), "&Inspection", "shell"),
    Command("cover", "Cover the window", ("F12",), "&Inspection", rule_before=True),
    Command("lock", "Lock", ("Ctrl+L",), "&Inspection"),
    Command("quit", "Quit", ("Ctrl+Q",), "&Inspection", "shell", rule_before=True),
)

_EDIT = (
    Command("undo", "Undo", ("Ctrl+Z",), "&Edit"),
    Command("redo", "Redo", ("Ctrl+Y", "Ctrl+Shift+Z"), "&Edit"),
    Command("history", "History of this record", ("Ctrl+H",), "&Edit", rule_before=True),
    Command("find-here", "Find on this page", ("Ctrl+F",), "&Edit", "page"),
)

_GO = (
    Command("search", "Search or go to…", ("Ctrl+K",), "&Go", "shell"),
    *(
        Command(f"go-{key}", title, (f"Alt+{at % 10}",), "&Go", "shell", rule_before=at == 1)
        for at, (key, title, _) in enumerate(PAGES, 1)
    ),
    Command("go-settings", "Settings", ("Ctrl+,",), "&Go", "shell"),
    Command("next-pane", "Next pane", ("F6",), "&Go", "shell", rule_before=True),
    Command("last-pane", "Previous pane", ("Shift+F6",), "&Go", "shell"),
    Command("next-view", "Next view of the page", ("Ctrl+Tab",), "&Go", "shell"),
    Command("last-view", "Previous view of the page", ("Ctrl+Shift+Tab",), "&Go", "shell"),
    Command("next-record", "Next record", ("Alt+Down",), "&Go", "page"),
    Command("last-record", "Previous record", ("Alt+Up",), "&Go", "page"),
)

_RECORD = (
    Command("quick-note", "Quick note", ("Ctrl+N",), "&Record"),
    Command("last-note", "Go on with my last note", ("Ctrl+J",), "&Record"),
    Command("quiet-mode", "Quiet mode", ("F11",), "&Record"),
    Command("new-record", "New on this page", ("Ctrl+Shift+N",), "&Record", "page"),
    Command("refer-back", "Refer back…", ("Ctrl+R",), "&Record", "page", rule_before=True),
    Command("sign-off", "Sign off", ("Ctrl+Shift+S",), "&Record", "page"),
    Command("addendum", "Add an addendum", ("Ctrl+Shift+A",), "&Record", "page"),
    Command(
        "share-answer", "Share with brothers and sisters", ("Ctrl+Shift+B",), "&Record", "page"
    ),
    Command("strike-out", "Strike out a phrase…", ("Ctrl+Shift+X",), "&Record"),
    Command("delete-record", "Delete this record…", ("Ctrl+Del",), "&Record", "page"),
)

_VIEW = (
    Command("text-larger", "Larger text", ("Ctrl++", "Ctrl+="), "&View"),
    Command("text-smaller", "Smaller text", ("Ctrl+-",), "&View"),
    Command("text-usual", "Usual text size", ("Ctrl+0",), "&View"),
    Command("light-or-dark", "Light or dark", (), "&View", rule_before=True),
)

_HELP = (
    Command("keys", "Keys", ("F1",), "&Help", "shell"),
    Command("tour", "Tour on a training inspection", (), "&Help", rule_before=True),
    Command("tour-next", "Next step of the tour", ("F9",), "&Help"),
    Command("tour-back", "Step of the tour before", ("Shift+F9",), "&Help"),
    Command("throw-away", "Throw this training inspection away…", (), "&Help"),
    Command("protection", "How your data is protected", (), "&Help", rule_before=True),
    Command("lost-laptop", "Lost-laptop sheet…", (), "&Help"),
    Command("about", "About this app", (), "&Help", rule_before=True),
)

COMMANDS: tuple[Command, ...] = (*_INSPECTION, *_EDIT, *_GO, *_RECORD, *_VIEW, *_HELP)

FIELD_KEYS: tuple[tuple[str, str], ...] = (
    ("Close a note or quiet mode", "Ctrl+Enter or Esc"),
    ("New line in a note", "Enter"),
    ("In a note: another note, the last one again", "Ctrl+N, Ctrl+J"),
    ("In a note: area or topic, child", "# or @ and a few letters, Tab"),
    ("In a note: a card for a child met on the way", "@ID, Tab, then T, S or D, why, Enter"),
    ("In a note: immediate risk", "! begins the line, F8"),
    ("In a note: ask at KIT", "? begins the line"),
    ("In a note: refer back with its words", "Ctrl+R"),
    ("In a note: what is assumed is right", "F7"),
    ("In a note: seen earlier, or from paper", "Ctrl+T"),
    ("In a note: tick risk, ask at KIT, left to write up", "Alt+I, Alt+A, Alt+W"),
    ("In a note: all of these in a menu", "Alt+M"),
    ("In a note or quiet mode: quote, paraphrase, observation", "F2, F3, F4"),
    ("In a note: quiet mode and back", "F11"),
    ("Write a role for a name, mend a spelling, explain an abbreviation", "Ctrl+."),
    ("In the search: next or previous hit, open it", "Down, Up, Enter"),
    ("In the search: take the filter that is offered", "Tab"),
    ("In the search: one child, by ID or code", "child:123456"),
    ("In the search: one judgement area", 'area:help or area:"help and protection"'),
    ("In the search: one inspector, by name or letter", "by:B or by:me"),
    ("In the search: one day", "day:today, day:monday, day:7 July, day:3"),
    ("In the search: one kind of record", "kind:note, kind:request, kind:kit …"),
    ("On a note’s card: what is assumed is right, what is not said yet", "F7, Ctrl+G"),
    ("Leave a field", "Tab"),
    ("Open a calendar or a choice", "Alt+Down"),
    ("Open the chosen row", "Enter"),
    ("Close what lies over the page", "Esc"),
    ("Begin or end the KIT meeting now", "Ctrl+B"),
    ("KIT agenda: take the line, take all", "Enter, Ctrl+Enter"),
    ("KIT points: next or previous", "Ctrl+Down, Ctrl+Up"),
    ("LA's answer: accepted, disputed, evidence, none", "Ctrl+1 to Ctrl+4"),
    ("KIT points: next without an answer", "Ctrl+Enter"),
    ("Add an action to the KIT meeting", "Ctrl+Shift+K"),
    ("KIT minutes: stamp the time", "F5"),
    ("Make a finding, or add one to a paragraph", "Ctrl+Shift+F"),
    ("From a paragraph to its finding, its note, the note’s card", "F4"),
    ("From the note back to the finding, the paragraph", "Shift+F4"),
    ("Tie the sentence at the cursor to a finding, or untie it", "Ctrl+Shift+T"),
    ("Evidence beside the text: this sentence, the whole paragraph", "T, W"),
    ("Refer to a paragraph by its number", "Ctrl+Shift+R"),
    ("Comment on a paragraph or the words selected", "Ctrl+Shift+M"),
    ("On a change that came back: take, refuse, made by hand, go there", "T, R, H, G"),
    ("Find and replace in the report; next place, place before", "Ctrl+F, F3, Shift+F3"),
    ("Next remark of the checks, its words selected; the one before", "F8, Shift+F8"),
    ("Next paragraph of the report", "Ctrl+Enter"),
    ("Split a paragraph where the cursor is", "Ctrl+Shift+Enter"),
    ("Join a paragraph with the one before", "Backspace at its start"),
    ("Move a paragraph or an activity", "Alt+Up, Alt+Down"),
    ("Move an activity to another day", "Alt+Left, Alt+Right"),
    ("Send a member to an activity, or not", "their letter"),
    ("Delete a paragraph", "Ctrl+Shift+Delete"),
    ("Section before or after", "Ctrl+Page Up, Ctrl+Page Down"),
    ("Walk the coverage; open a cell and come back", "Arrows, Home, End; Enter, Esc"),
    ("In the list of findings: merge the chosen, split, team meeting", "M, S, T"),
    ("Team meeting: next, previous, agree, put to the LA", "Right, Left, A, P"),
    ("Team meeting: supported, disputed, withdraw, undo, leave", "S, D, W, U, Esc"),
    ("Board of a judgement: for, against, off the grade", "F, A, Delete"),
    ("Stages: done. LA’s comments: paste its table", "D, Ctrl+V"),
    ("LA’s comment: accepted, in part, not accepted", "Ctrl+1 to Ctrl+3"),
    ("On evidence that disagrees: say why, ask at KIT, line of enquiry", "R, K, L"),
)
"""Keys that belong to fields and lists rather than to a command; F1 shows them too."""


def command(name: str) -> Command:
    """Return a command by its name.

    Raises:
        KeyError: there is none of that name.
    """
    for each in COMMANDS:
        if each.name == name:
            return each
    raise KeyError(name)


def shown_keys(name: str) -> str:
    """Return the keys of a command as people know them; empty where it has none."""
    keys = command(name).keys
    return keys[0].replace("Del", "Delete") if keys else ""
