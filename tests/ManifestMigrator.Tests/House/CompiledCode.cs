using Mono.Cecil;
using Mono.Cecil.Cil;

namespace ManifestMigrator.Tests.House;

/// <summary>
/// What compiled code names: the types and members in signatures, attributes and bodies, however the source spells them. The value of
/// a constant stands in the code without the name of its type, so a constant alone is not seen.
/// </summary>
internal sealed class CompiledCode
{
    private CompiledCode(string assembly)
    {
        using var module = ModuleDefinition.ReadModule(assembly, new ReaderParameters { ReadSymbols = true, InMemory = true });
        Uses = [.. module.GetTypes().Where(type => type.Name != "<Module>").SelectMany(UsesOf).Distinct()];
    }

    public static CompiledCode Core { get; } = new(typeof(ManifestMigrator.Plans.Migrator).Assembly.Location);

    public static CompiledCode Executable { get; } = new(typeof(ManifestMigrator.Commands.CommonOptions).Assembly.Location);

    public static CompiledCode Tests { get; } = new(typeof(CompiledCode).Assembly.Location);

    /// <summary>Every use of a type or member by code of the assembly.</summary>
    public IReadOnlyList<CodeUse> Uses { get; }

    private static IEnumerable<CodeUse> UsesOf(TypeDefinition type)
    {
        var outer = type;
        while (outer.DeclaringType is not null)
            outer = outer.DeclaringType;
        var home = outer.FullName;
        var file = type.Methods.Select(FileOf).FirstOrDefault(name => name.Length > 0) ?? "";

        IEnumerable<TypeReference?> signature =
        [
            type.BaseType,
            .. type.Interfaces.Select(each => each.InterfaceType),
            .. type.GenericParameters.SelectMany(each => each.Constraints).Select(each => each.ConstraintType),
            .. type.Fields.Select(each => each.FieldType),
            .. type.Properties.Select(each => each.PropertyType),
            .. type.Events.Select(each => each.EventType),
            .. Attributes(type),
            .. type.Fields.SelectMany(Attributes),
            .. type.Properties.SelectMany(Attributes),
        ];
        foreach (var use in signature.SelectMany(named => Named(home, file, named, member: "")))
            yield return use;
        foreach (var method in type.Methods)
        {
            foreach (var use in UsesOf(home, FileOf(method) is { Length: > 0 } own ? own : file, method))
                yield return use;
        }
    }

    private static IEnumerable<CodeUse> UsesOf(string home, string file, MethodDefinition method)
    {
        IEnumerable<TypeReference?> signature =
        [
            method.ReturnType,
            .. method.Parameters.Select(each => each.ParameterType),
            .. method.GenericParameters.SelectMany(each => each.Constraints).Select(each => each.ConstraintType),
            .. Attributes(method),
            .. method.Parameters.SelectMany(Attributes),
            .. method.Body?.Variables.Select(each => each.VariableType) ?? [],
            .. method.Body?.ExceptionHandlers.Select(each => each.CatchType) ?? [],
        ];
        var inBody = (method.Body?.Instructions ?? Enumerable.Empty<Instruction>()).SelectMany(instruction => instruction.Operand switch
        {
            TypeReference named => Named(home, file, named, ""),
            MethodReference called => Called(home, file, called),
            FieldReference field => [.. Named(home, file, field.DeclaringType, field.Name), .. Named(home, file, field.FieldType, "")],
            _ => [],
        });
        return signature.SelectMany(named => Named(home, file, named, "")).Concat(inBody);
    }

    private static IEnumerable<CodeUse> Called(string home, string file, MethodReference called) =>
    [
        .. Named(home, file, called.DeclaringType, called.Name == ".ctor" ? $".ctor({string.Join(',', called.Parameters.Select(each => each.ParameterType.Name))})" : called.Name),
        .. Named(home, file, called.ReturnType, ""),
        .. called.Parameters.SelectMany(each => Named(home, file, each.ParameterType, "")),
        .. called is GenericInstanceMethod generic ? generic.GenericArguments.SelectMany(each => Named(home, file, each, "")) : [],
    ];

    private static IEnumerable<TypeReference> Attributes(ICustomAttributeProvider provider) => provider.CustomAttributes.Select(each => each.AttributeType);

    /// <summary>A type, without array, pointer and reference signs, and the arguments of a generic one.</summary>
    private static IEnumerable<CodeUse> Named(string home, string file, TypeReference? named, string member)
    {
        switch (named)
        {
            case null or GenericParameter:
                return [];
            case GenericInstanceType generic:
                return [.. Named(home, file, generic.ElementType, member), .. generic.GenericArguments.SelectMany(each => Named(home, file, each, ""))];
            case TypeSpecification specification:
                return Named(home, file, specification.ElementType, member);
        }
        while (named.DeclaringType is { } outer)
            named = outer;
        return [new CodeUse(home, file, named.Namespace, named.Name, member)];
    }

    private static string FileOf(MethodDefinition method) =>
        method.DebugInformation.SequencePoints.Select(point => Path.GetFileName(point.Document.Url)).FirstOrDefault() ?? "";
}

/// <summary>A type, or a member of one, that code names.</summary>
/// <param name="Home">Full name of the outermost type whose code it is.</param>
/// <param name="File">Name of the source file; empty where no code of the type has one.</param>
/// <param name="Namespace">Namespace of the named type.</param>
/// <param name="Type">Name of the outermost type around it.</param>
/// <param name="Member">Name of the member, with <c>get_</c> for a property and the types of its parameters for a constructor; empty for the type alone.</param>
internal sealed record CodeUse(string Home, string File, string Namespace, string Type, string Member)
{
    /// <summary>The folder, which is the layer, of the code; empty for what stands in none.</summary>
    public string Layer => LayerOf(Home[..Math.Max(Home.LastIndexOf('.'), 0)]);

    /// <summary>The layer of the named type; empty for a type of somebody else's.</summary>
    public string NamedLayer => LayerOf(Namespace);

    private static string LayerOf(string space) => space.Split('.') is ["ManifestMigrator", var layer, ..] ? layer : "";
}
