namespace ManifestMigrator.SourceCode;

/// <summary>What <c>this</c> stands for at a place in code.</summary>
/// <param name="Kind">The kind of the object.</param>
/// <param name="Start">The first token of the class, the object or the function that the object belongs to; -1 for a module.</param>
internal readonly record struct Receiver(ReceiverKind Kind, int Start);

/// <summary>How a piece of code comes to the object called <c>this</c>.</summary>
internal enum ReceiverKind
{
    /// <summary>It stands in no function.</summary>
    Module,

    /// <summary>The function gets it from whoever calls the function.</summary>
    Function,

    /// <summary>The function is given to other code, which chooses the object: an element, a stream.</summary>
    Callback,

    /// <summary>The function makes the object, or is a method of its prototype.</summary>
    Constructor,

    /// <summary>The function is a method of an object that is written out.</summary>
    Object,

    /// <summary>It stands in a class or a method of it.</summary>
    Class,
}

/// <summary>Finds the function or class that decides what <c>this</c> is.</summary>
internal static class Receivers
{
    /// <summary>What <c>this</c> is at a token. Arrow functions have none of their own.</summary>
    public static Receiver At(CodeFile file, int token)
    {
        var scope = file.Structure.ScopeAround(token);
        while (true)
        {
            if (ClassOf(scope) is { } @class)
                return new Receiver(ReceiverKind.Class, @class.Start);
            if (scope.Function is not { } function)
                return new Receiver(ReceiverKind.Module, -1);
            if (!IsBound(file, function))
                return In(file, function);
            scope = Outside(file, function);
        }
    }

    /// <summary>Whether a function has the <c>this</c> of the code around it.</summary>
    public static bool IsBound(CodeFile file, CodeFunction function) =>
        function.Arrow >= 0 && (!file.Tokens.IsCoffeeScript || file.Tokens.Is(function.Arrow, "=>"));

    /// <summary>The class, where no function stands between it and the scope.</summary>
    private static CodeClass? ClassOf(Scope scope) =>
        scope.Class is { } @class && (scope.Function is null || scope.Function.Start < @class.Start) ? @class : null;

    private static Scope Outside(CodeFile file, CodeFunction function)
    {
        var scope = file.Structure.ScopeAround(function.Start);
        while (scope.Function == function && scope.Parent is not null)
            scope = scope.Parent;
        return scope;
    }

    private static Receiver In(CodeFile file, CodeFunction function)
    {
        var code = file.Structure;
        var tokens = file.Tokens;
        var start = function.Start;
        if (code.ArgumentAt(start) is not null)
            return new Receiver(ReceiverKind.Callback, start);
        if (ClassOf(Outside(file, function)) is { } @class)
            return new Receiver(ReceiverKind.Class, @class.Start);
        if (tokens.Is(start - 1, "=") && tokens.IsMember(start - 2))
            return OfMember(file, start);
        if (tokens.Is(start - 1, ":") || (function.Arrow < 0 && function.Name < 0 && tokens.IsName(start) && !tokens.Is(start, "function") && !tokens.Is(start, "async")))
            return OfObject(file, start);
        return OfNamed(file, function);
    }

    /// <summary><c>owner.member = function</c>.</summary>
    private static Receiver OfMember(CodeFile file, int start)
    {
        var tokens = file.Tokens;
        if (tokens.Is(start - 4, "prototype") && tokens.IsDot(start - 5))
            return OfPrototype(file, start - 6, start);
        if (tokens.Is(start - 3, "::"))
            return OfPrototype(file, start - 4, start);
        if (tokens.Is(start - 3, "@"))
            return At(file, start - 3);
        return tokens.Is(start - 4, "this") ? At(file, start - 4) : new Receiver(ReceiverKind.Function, start);
    }

    /// <summary><c>{ member: function }</c> or <c>{ member() {} }</c>.</summary>
    private static Receiver OfObject(CodeFile file, int start)
    {
        var tokens = file.Tokens;
        var opening = file.Structure.Enclosing(start);
        if (!tokens.Is(opening, "{"))
            return new Receiver(ReceiverKind.Object, start);
        if (tokens.Is(opening - 1, "=") && tokens.Is(opening - 2, "prototype"))
            return OfPrototype(file, opening - 4, start);
        if (file.Structure.ArgumentAt(opening) is { Position: > 0 } argument && IsFilling(file, argument.Call))
        {
            var filled = argument.Call.Arguments[0];
            if (IsThis(filled))
                return At(file, filled.Start);
            if (IsPrototype(filled) && file.Structure.Resolve(filled.Start) is { } binding && (binding.Class is not null || binding.Function is not null))
                return OfPrototype(file, filled.Start, start);
        }
        return new Receiver(ReceiverKind.Object, opening);
    }

    /// <summary>Whether a call puts the members of its other arguments into the first: <c>Object.assign(K.prototype, methods)</c>.</summary>
    public static bool IsFilling(CodeFile file, Call call) =>
        call.Arguments.Count > 1
            && file.Tokens.IsMember(call.Callee)
            && (file.Tokens.Is(call.Callee, "assign") || file.Tokens.Is(call.Callee, "extend") || file.Tokens.Is(call.Callee, "mixin"));

    public static bool IsThis(TokenRange range) => range.Length == 1 && (range.Tokens.Is(range.Start, "this") || range.Tokens.Is(range.Start, "@"));

    /// <summary>Whether an expression is <c>Name.prototype</c>.</summary>
    public static bool IsPrototype(TokenRange range) =>
        range.Length == 3 && range.Tokens.IsName(range.Start) && range.Tokens.IsDot(range.Start + 1) && range.Tokens.Is(range.Start + 2, "prototype");

    /// <summary>The objects that a function makes, or that a class has.</summary>
    private static Receiver OfPrototype(CodeFile file, int name, int start)
    {
        if (!file.Tokens.IsName(name) || file.Structure.Resolve(name) is not { } binding)
            return new Receiver(ReceiverKind.Constructor, start);
        if (binding.Class is { } @class)
            return new Receiver(ReceiverKind.Class, @class.Start);
        return new Receiver(ReceiverKind.Constructor, (binding.Function ?? file.Structure.FunctionAt(binding.Value))?.Start ?? start);
    }

    private static Receiver OfNamed(CodeFile file, CodeFunction function)
    {
        var code = file.Structure;
        var tokens = file.Tokens;
        if (Definitions.NameOf(file, function) is not (>= 0 and var name) || code.Resolve(name) is not { } binding)
            return new Receiver(ReceiverKind.Function, function.Start);
        if (binding.Uses.Exists(use => tokens.Is(use - 1, "new") || tokens.Is(use + 1, "::") || (tokens.IsDot(use + 1) && tokens.Is(use + 2, "prototype"))))
            return new Receiver(ReceiverKind.Constructor, function.Start);
        return new Receiver(
            binding.Uses.Exists(use => code.ArgumentAt(use) is { } argument && Definitions.IsCallback(file, argument.Call))
                ? ReceiverKind.Callback
                : ReceiverKind.Function,
            function.Start);
    }
}
