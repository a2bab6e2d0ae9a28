using System.Globalization;

namespace ManifestMigrator.Git.Http;

/// <summary>Why a web server is asked by git, in words.</summary>
internal static class HttpMessages
{
    public const string RedirectsElsewhere = "The server redirects to an address that is no repository's.";
    public const string RedirectsTooOften = "The server redirects too often.";
    public const string OtherType = "The server's answer is of another type.";
    public const string RedirectForGit = "The server redirects to an address that git has to judge.";
    public const string OtherObjects = "The repository has objects of another kind.";
    public const string OddReferences = "The list of references is not what git would send.";
    public const string OddName = "The reference has an odd name.";
    public const string OtherCommit = "The server sent another commit.";
    public const string UnknownCommand = "The server does not know the command.";
    public const string OddFetch = "The server's answer to a fetch is not what git would send.";
    public const string NotGit = "The answer is not in git's protocol.";
    public const string OddLength = "The answer has a line of an impossible length.";
    public const string OddEnd = "The answer goes on where it should end, or ends too early.";
    public const string NoAnswer = "The host does not answer.";
    public const string EndsEarly = "The answer ends too early.";
    public const string CutOff = "The answer was cut off.";

    public static string TooLong(long limit) => string.Create(CultureInfo.InvariantCulture, $"The server's answer is longer than {limit / 1024 / 1024} MB.");

    public static string ServerSays(string words) => $"The server says: {GitFailure.Readable(words)}";

    public static string Answers(int status) => string.Create(CultureInfo.InvariantCulture, $"The server answers {status}.");
}
