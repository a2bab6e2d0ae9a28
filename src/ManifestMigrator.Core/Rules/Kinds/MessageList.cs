using ManifestMigrator.Json;

namespace ManifestMigrator.Rules.Kinds;

/// <summary>Puts message identifiers into <c>messages</c>, in the place of the member they come from or into the array that is there.</summary>
internal static class MessageList
{
    private const string Key = "messages";

    /// <summary>Whether there is a place for message identifiers; if not, that is noted.</summary>
    public static bool HasPlace(RuleStep step)
    {
        if (step.Root[Key] is null or ArrayNode)
            return true;
        step.Note(step.Root[Key]!, RuleFindings.UnknownShape(Key));
        return false;
    }

    /// <summary>Replaces a member by message identifiers. Asked only when there is a place for them.</summary>
    public static void Take(RuleStep step, ObjectMember from, IReadOnlyList<string> messages)
    {
        if (step.Root[Key] is ArrayNode array)
        {
            foreach (var message in messages.Where(message => !array.Items.Any(item => item.AsString() == message)))
                step.InsertItemAfter(array, array.Count - 1, JsonFragment.String(message));
            step.Remove(from);
        }
        else if (messages.Count > 0)
        {
            step.Rename(from, Key, JsonFragment.Array([.. messages.Select(JsonFragment.String)]));
        }
        else
        {
            step.Remove(from);
        }
    }
}
