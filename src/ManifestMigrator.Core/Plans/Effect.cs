using ManifestMigrator.Json;
using ManifestMigrator.Manifest;
using ManifestMigrator.Readers;
using ManifestMigrator.Rules;

namespace ManifestMigrator.Plans;

/// <summary>What readers see of a konnector before and after its migration, and what the rules changed without saying so.</summary>
/// <remarks>
/// The law (spec: mapping, "What readers see"): readers read the text before and after each step; a step is a rule together with
/// the enabled rules that are <c>onlyAfter</c> it. A step changes only traits whose aspect is declared by a rule that touched
/// them, so that one rule's declaration never excuses another rule's damage.
/// </remarks>
/// <param name="Before">As it was read or, where that is not strict JSON, as it was repaired.</param>
/// <param name="After">As the rules left it.</param>
/// <param name="Differences">Where the two differ.</param>
/// <param name="Undeclared">What steps changed and no rule declares.</param>
internal sealed record Effect(Konnector Before, Konnector After, IReadOnlyList<TraitDifference> Differences, IReadOnlyList<UndeclaredChange> Undeclared)
{
    public EffectiveChange Change => Undeclared.Count > 0 ? EffectiveChange.Unexpected
        : Differences.Any(difference => difference.Trait.IsRead) ? EffectiveChange.OnPurpose
        : EffectiveChange.Same;

    /// <summary>What the differences mean to people; the most severe counts.</summary>
    public Impact Impact => IsLabel ? Impact.Label : Differences.Aggregate(Impact.None, (most, difference) => ImpactOf(difference.Trait.Aspect) is var impact && impact > most ? impact : most);

    /// <summary>Whether the plan changes only what no reader uses yet.</summary>
    private bool IsLabel { get; init; }

    public BeforeAfter<Schedule> Schedule => new(Before.Schedule) { After = After.Schedule == Before.Schedule ? null : After.Schedule };

    public BeforeAfter<IReadOnlyList<AccountField>> AccountForm =>
        new(Before.Fields) { After = After.Fields.SequenceEqual(Before.Fields) ? null : After.Fields };

    /// <summary>Reads the text before and after each application of a rule. The texts are objects.</summary>
    public static Effect Measure(PlanHistory history)
    {
        var before = Konnector.Read((ObjectNode)history.Start.Root!);
        var after = before;
        var touches = new List<Touch>();
        foreach (var application in history.Applications)
        {
            var next = application.After.Root is ObjectNode root ? Konnector.Read(root) : after;
            touches.AddRange(TraitDifference.Between(after, next).Select(difference => new Touch(application.Round, application.Rule!, difference)));
            after = next;
        }

        var differences = TraitDifference.Between(before, after);
        var steps = touches.GroupBy(touch => new { touch.Round, touch.Rule.Step, touch.Difference.Trait.Name })
            .Select(TraitChange.From)
            .Where(change => change.IsChange)
            .ToList();
        return new Effect(before, after, differences, [.. FindUndeclared(differences, steps, touches)])
        {
            IsLabel = history.Changes.Count > 0 && history.Changes.All(IsLabelOnly),
        };
    }

    private static bool IsLabelOnly(Change change) =>
        change.Kind is ChangeKind.Insert or ChangeKind.Replace && Konnector.IsReadByNobody(change.PointerAfter);

    private static Impact ImpactOf(Aspect aspect) => aspect switch
    {
        Aspect.Form or Aspect.OAuth => Impact.Form,
        Aspect.Schedule => Impact.Schedule,
        Aspect.Consent => Impact.Consent,
        Aspect.Identity => Impact.Identity,
        _ => Impact.None,
    };

    /// <summary>What steps changed without declaring it, and what differs in the end although each step seems to have restored it.</summary>
    private static IEnumerable<UndeclaredChange> FindUndeclared(
        IReadOnlyList<TraitDifference> differences, IReadOnlyList<TraitChange> steps, IReadOnlyList<Touch> touches)
    {
        foreach (var step in steps.Where(step => !step.IsDeclared))
            yield return new UndeclaredChange(step.Difference, step.Rule);

        var explained = steps.Select(step => step.Difference.Trait.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var difference in differences.Where(difference => !explained.Contains(difference.Trait.Name)))
            yield return new UndeclaredChange(difference, touches.Last(touch => touch.Difference.Trait.Name == difference.Trait.Name).Rule);
    }

    /// <summary>One application of a rule that changed a trait.</summary>
    private sealed record Touch(int Round, Rule Rule, TraitDifference Difference);

    /// <summary>How a step changed a trait.</summary>
    /// <param name="Difference">From its value before the step to the one after it.</param>
    /// <param name="Rule">The rule that touched it last.</param>
    /// <param name="IsDeclared">Whether a rule that touched it declares its aspect.</param>
    private sealed record TraitChange(TraitDifference Difference, Rule Rule, bool IsDeclared)
    {
        public bool IsChange => Difference.Before != Difference.After;

        public static TraitChange From(IEnumerable<Touch> touches)
        {
            var all = touches.ToList();
            var trait = all[0].Difference.Trait;
            return new TraitChange(
                new TraitDifference(trait, all[0].Difference.Before, all[^1].Difference.After),
                all[^1].Rule,
                all.Exists(touch => touch.Rule.Changes.HasFlag(trait.Aspect)));
        }
    }
}

/// <summary>What a rule changed for readers without declaring the aspect.</summary>
/// <param name="Difference">The trait before and after the step.</param>
/// <param name="Rule">The rule that touched it last.</param>
internal sealed record UndeclaredChange(TraitDifference Difference, Rule Rule);
