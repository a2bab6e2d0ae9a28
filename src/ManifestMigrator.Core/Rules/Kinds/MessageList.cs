using ManifestMigrator.Json;

namespace ManifestMigrator.Rules.Kinds;

/// <summary>Puts message identifiers into <c>messages</c>, in the place of the member they come from or into the array that is there.</summary>
internal static class MessageList
{
    private const string Key = "messages";

    public static void Take(RuleStep step, JsonMember from, IReadOnlyList<string> messages)
    {
        switch (step.Root[Key])
        {
            case null when messages.Count > 0:
                step.Rename(from, Key, JsonFragment.Array([.. messages.Select(JsonFragment.String)]));
                break;
            case null:
                step.Remove(from);
                break;
            case JsonArray array:
                foreach (var message in messages.Where(message => !array.Items.Any(item => item.AsString() == message)))
                    step.InsertItemAfter(array, array.Count - 1, JsonFragment.String(message));
                step.Remove(from);
                break;
            case { } other:
                step.Note(other, RuleFindings.UnknownShape(Key));
                break;
        }
    }
}
