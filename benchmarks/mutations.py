"""The single changes to a module that its tests should notice, each as the module's code with one place changed."""

import ast
import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from types import CodeType

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is}
_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd, ast.Pow: ast.Mult}
_CALLS = {"min": "max", "max": "min", "any": "all", "all": "any", "sorted": "list"}
_EXCHANGED = (ast.Name, ast.Attribute, ast.Subscript, ast.Call, ast.BinOp)
"""Arguments of these kinds may be mistaken for one another."""

_WORDINGS = tuple((re.compile(old), new) for old, new in (
    # the edges of a pattern
    (r"\\b", ""), (r"\(\?<![^()]*?\)", ""), (r"\(\?![^()]*?\)", ""), (r"\(\?<=[^()]*?\)", ""), (r"\(\?=[^()]*?\)", ""),
    (r"\^", ""), (r"\$$", ""),
    # the conditions of a query
    (r"OR IGNORE", "OR REPLACE"), (r"ORDER BY id DESC", "ORDER BY id"), (r"ORDER BY id$", "ORDER BY -id"),
    (r"NOT IN", "IN"), (r"IS NOT NULL", "IS NULL"), (r" != \?", " = ?"), (r"\bjob = \?", "job != ? || ''"),
    (r"\bperiod = \?", "period != ?"), (r"max\(", "min("), (r"attempts \+ \?", "attempts - ?"), (r"runs \+ 1", "runs"),
    (r"UNIQUE \(job, period, reader\)", "UNIQUE (job, reader)"), (r"reason = excluded\.", "reason = failing."),
))


@dataclass(frozen=True, slots=True)
class Mutation:
    """One changed place."""

    line: int
    until: int
    """The last line of the statement; for a compound one of its head."""

    change: str
    """What stood there → what stands there now."""

    inside: bool
    """Whether it lies within a function, and so in what that does once it is called."""

    tree: ast.Module
    """The module as it is."""

    old: ast.AST
    new: ast.AST | None
    """What stands at the place and what may; None where it may go."""

    @property
    def lines(self) -> range:
        """Those of the statement."""
        return range(self.line, self.until + 1)

    def code(self, path: str) -> CodeType:
        """The module with the change, its lines where they were."""
        new = ast.copy_location(self.new or ast.Pass(), self.old)
        return compile(ast.fix_missing_locations(copy.deepcopy(self.tree, {id(self.old): new})), path, "exec")


def mutations(source: str) -> Iterator[Mutation]:
    """Every single change to a module."""
    tree = ast.parse(source)
    within = {id(node) for each in ast.walk(tree) if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)
              for statement in each.body for node in ast.walk(statement)}
    for statement, node in _places(tree):
        for old, new in _changes(node):
            if _words(old) == _words(new):
                continue
            line = getattr(old, "lineno", statement.lineno)
            until = max(_until(statement), getattr(old, "end_lineno", 0))
            yield Mutation(line, until, _difference(_words(old), _words(new)), id(old) in within, tree, old, new)


def _places(tree: ast.Module) -> Iterator[tuple[ast.stmt, ast.AST]]:
    """Each node that may be changed, with the innermost statement it is part of."""
    def below(node: ast.AST, statement: ast.stmt) -> Iterator[tuple[ast.stmt, ast.AST]]:
        for name, value in ast.iter_fields(node):
            if name in {"annotation", "returns", "decorator_list", "bases", "type_params"}:
                continue
            for child in value if isinstance(value, list) else (value,):
                if isinstance(child, ast.AST) and not _is_idle(child):
                    inner = child if isinstance(child, ast.stmt) else statement
                    yield inner, child
                    yield from below(child, inner)

    yield from below(tree, tree.body[0])


def _is_idle(node: ast.AST) -> bool:
    """Whether nothing a test could see hangs on a node: docstrings, imports, what only a type checker reads."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.If):
        return ast.unparse(node.test) == "TYPE_CHECKING"
    return isinstance(node, ast.Import | ast.ImportFrom | ast.Assert)


def _until(statement: ast.stmt) -> int:
    body = getattr(statement, "body", None)
    return max(statement.lineno, body[0].lineno - 1) if body else statement.end_lineno or statement.lineno


def _changes(node: ast.AST) -> Iterator[tuple[ast.AST, ast.AST | None]]:
    """(what stands there, what may stand there instead); None where it may go."""
    for new in (*_conditions(node), *_values(node), *_calls(node), *_parts(node)):
        yield node, new
    if isinstance(node, ast.Expr | ast.Continue | ast.Break | ast.AugAssign) or _is_kept(node):
        yield node, None
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        yield from ((old, _returned(old, node.returns)) for old in _returns(node))


def _is_kept(node: ast.AST) -> bool:
    """Whether an assignment leaves something behind in what others hold."""
    return isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Attribute | ast.Subscript)


def _conditions(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Compare):
        for n, operator in enumerate(node.ops):
            if new := _COMPARISONS.get(type(operator)):
                yield ast.Compare(node.left, [*node.ops[:n], new(), *node.ops[n + 1:]], node.comparators)
    elif isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
        for n in range(len(node.values)):
            rest = [*node.values[:n], *node.values[n + 1:]]
            yield rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand
    elif isinstance(node, ast.IfExp):
        yield ast.IfExp(node.test, node.orelse, node.body)
    elif isinstance(node, ast.comprehension):
        for n in range(len(node.ifs)):
            yield ast.comprehension(node.target, node.iter, [*node.ifs[:n], *node.ifs[n + 1:]], node.is_async)


def _values(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.BinOp) and (new := _OPERATORS.get(type(node.op))):
        yield ast.BinOp(node.left, new(), node.right)
    if not isinstance(node, ast.Constant):
        return
    if isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node.value, int):
        yield from (ast.Constant(node.value + 1), ast.Constant(node.value - 1))
    elif isinstance(node.value, float):
        yield from (ast.Constant(node.value * times) for times in (1.2, 0.8) if node.value)
    elif isinstance(node.value, str):
        for old, new_words in _WORDINGS:
            for hit in old.finditer(node.value):
                yield ast.Constant(node.value[:hit.start()] + new_words + node.value[hit.end():])


def _calls(node: ast.AST) -> Iterator[ast.AST]:
    if not isinstance(node, ast.Call):
        return
    match node.func:
        case ast.Name(id=name) if name in _CALLS and not (name == "sorted" and node.keywords):
            yield ast.Call(ast.Name(_CALLS[name], ast.Load()), node.args, node.keywords)
        case ast.Attribute(value=ast.Constant(value=str(mark)), attr="join"):
            other = ast.Constant("" if mark else " ")
            yield ast.Call(ast.Attribute(other, "join", ast.Load()), node.args, node.keywords)
        case ast.Attribute(value=ast.Name(id="re"), attr="compile") | ast.Name(id="lazy_regex") if len(node.args) > 1:
            yield ast.Call(node.func, node.args[:1], node.keywords)
        case ast.Attribute(value=value, attr="strip" | "rstrip" | "lstrip" | "casefold" | "lower"):
            yield value
    if len(node.args) > 1 and ast.unparse(node.func) not in {"min", "max"} and all(
            isinstance(each, _EXCHANGED) for each in node.args[:2]):
        yield ast.Call(node.func, [node.args[1], node.args[0], *node.args[2:]], node.keywords)


def _parts(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Slice):
        if node.lower:
            yield ast.Slice(None, node.upper, node.step)
        if node.upper:
            yield ast.Slice(node.lower, None, node.step)


def _returns(function: ast.AST) -> Iterator[ast.Return]:
    """The returns of a function, those of functions within it apart."""
    for child in ast.iter_child_nodes(function):
        if isinstance(child, ast.Return) and child.value:
            yield child
        elif not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield from _returns(child)


def _returned(old: ast.Return, kind: ast.expr | None) -> ast.Return:
    """Another value of the kind that the function returns."""
    match kind:
        case ast.Name(id="bool"):
            return ast.Return(ast.UnaryOp(ast.Not(), old.value))
        case ast.Name(id="str"):
            return ast.Return(ast.Constant(""))
        case ast.Name(id="int" | "float"):
            return ast.Return(ast.BinOp(old.value, ast.Add(), ast.Constant(1)))
        case ast.Subscript(value=ast.Name(id="tuple")) if ast.unparse(kind).endswith("...]"):
            return ast.Return(ast.Tuple([], ast.Load()))
    return ast.Return(ast.Constant(None))


def _words(node: ast.AST | None) -> str:
    """A node as one line of code."""
    if node is None:
        return "(nothing)"
    if isinstance(node, ast.Slice):
        return f"[{ast.unparse(ast.Subscript(ast.Name('_'), node))[2:]}"
    text = ast.unparse(node).removeprefix(" ")
    return " ".join(text.split())


def _difference(old: str, new: str) -> str:
    """Both as one line, with so much of what they share as tells the place."""
    if len(old) + len(new) > 160:
        before, behind = _shared(old, new), _shared(old[::-1], new[::-1])
        behind = min(behind, min(len(old), len(new)) - before)
        old, new = (f"{'…' * (before > 40)}{text[max(before - 40, 0):len(text) - behind + 30]}" for text in (old, new))
    return f"{old[:160]} → {new[:160]}"


def _shared(one: str, other: str) -> int:
    """How many letters two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
