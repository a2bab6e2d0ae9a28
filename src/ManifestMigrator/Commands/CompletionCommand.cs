using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;
using ManifestMigrator.Output;

namespace ManifestMigrator.Commands;

/// <summary><c>completion</c>: a script that makes a shell ask this program for the words that may follow.</summary>
/// <remarks>
/// The scripts know no commands and no options. They call <c>manifest-migrator "[suggest:POSITION]" LINE</c>, which answers with one
/// suggestion a line, a tab and what it does. Where there is none, the shell completes file names.
/// </remarks>
internal static class CompletionCommand
{
    private static readonly Argument<string> Shell = new Argument<string>("SHELL") { Description = "bash, zsh, fish or pwsh." }
        .AcceptOnlyFromAmong("bash", "zsh", "fish", "pwsh");

    public static Command Create()
    {
        var command = new Command("completion", "Prints a completion script for a shell; its first line says how to load it.") { Shell };
        command.SetAction(arguments =>
        {
            var script = arguments.GetValue(Shell) switch
            {
                "bash" => Bash,
                "zsh" => Zsh,
                "fish" => Fish,
                _ => PowerShell,
            };
            CommonOptions.Terminal(arguments).Document(text => text.Write($"{script}\n"));
            return ExitCode.Done;
        });
        return command;
    }

    public static void AddTo(RootCommand root) => root.Directives.OfType<SuggestDirective>().Single().Action = new Suggest();

    /// <summary>Prints what may follow the cursor.</summary>
    private sealed class Suggest : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            var words = parseResult.Tokens;
            var line = words.LastOrDefault(token => token.Type != TokenType.Directive)?.Value ?? "";
            var isNumber = int.TryParse(words[0].Value.Trim('[', ']').Split(':')[^1], CultureInfo.InvariantCulture, out var number);
            var position = isNumber ? Math.Clamp(number, 0, line.Length) : line.Length;
            var typed = line[..position].Split(' ')[^1];
            // The library knows the values of "--format g" and not those of "--format=g".
            var option = typed.StartsWith('-') ? typed[..(typed.IndexOf('=', StringComparison.Ordinal) + 1)] : "";
            typed = typed[option.Length..];
            line = $"{line[..(position - typed.Length)].TrimEnd('=')} {typed}";
            var items = parseResult.RootCommandResult.Command.Parse(line).GetCompletions(line.Length);
            foreach (var item in items.Where(item => IsWanted(item.Label, typed)))
            {
                var detail = item.Detail is null ? "" : $"\t{item.Detail.ReplaceLineEndings(" ")}";
                parseResult.InvocationConfiguration.Output.Write($"{option}{item.Label}{detail}\n");
            }
            return ExitCode.Done;
        }

        /// <summary>Options are suggested by their full names, and only to whoever has begun one.</summary>
        private static bool IsWanted(string label, string typed) =>
            label.StartsWith(typed, StringComparison.Ordinal)
            && (typed.StartsWith('-') ? label.StartsWith("--", StringComparison.Ordinal) : label[0] is not '-' and not '/');
    }

    private const string Bash = """
        # bash: source <(manifest-migrator completion bash)    for good, add that line to ~/.bashrc
        _manifest_migrator() {
          local line=${COMP_LINE:0:COMP_POINT} suggestion
          # Of "--format=g" bash completes the "g" alone.
          local typed=${line##* } word=$2
          COMPREPLY=()
          while IFS=$'\t' read -r suggestion _; do
            [[ $suggestion == "$typed"* ]] && COMPREPLY+=("${suggestion#"${typed%"$word"}"}")
          done < <("$1" "[suggest:${#line}]" "$line" 2>/dev/null)
        }
        complete -o bashdefault -o default -F _manifest_migrator manifest-migrator
        """;

    private const string Zsh = """
        # zsh: source <(manifest-migrator completion zsh)    for good, add that line to ~/.zshrc, after compinit
        _manifest_migrator() {
          local -a suggestions
          local line="${(j: :)words[1,CURRENT]}" label detail
          while IFS=$'\t' read -r label detail; do
            suggestions+=("${label//:/\\:}${detail:+:$detail}")
          done < <("${words[1]}" "[suggest:${#line}]" "$line" 2>/dev/null)
          if (( ${#suggestions} )); then
            _describe manifest-migrator suggestions
          else
            _files
          fi
        }
        compdef _manifest_migrator manifest-migrator
        """;

    private const string Fish = """
        # fish: manifest-migrator completion fish | source    for good, write it to ~/.config/fish/completions/manifest-migrator.fish
        function __manifest_migrator_complete
          set -l line (commandline -cp)
          set -l length (string length -- "$line")
          set -l suggestions (manifest-migrator "[suggest:$length]" "$line" 2>/dev/null)
          if test (count $suggestions) -gt 0
            printf '%s\n' $suggestions
          else
            __fish_complete_path (commandline -ct)
          end
        end
        complete -c manifest-migrator -f -a '(__manifest_migrator_complete)'
        """;

    private const string PowerShell = """
        # pwsh: manifest-migrator completion pwsh | Out-String | Invoke-Expression    for good, add that line to $PROFILE
        Register-ArgumentCompleter -Native -CommandName manifest-migrator -ScriptBlock {
          param($word, $commandAst, $cursor)
          $position = $cursor - $commandAst.Extent.StartOffset
          manifest-migrator "[suggest:$position]" ("$commandAst".PadRight($position)) 2>$null | ForEach-Object {
            $label, $detail = $_ -split "`t", 2
            if (-not $detail) { $detail = $label }
            [System.Management.Automation.CompletionResult]::new($label, $label, 'ParameterValue', $detail)
          }
        }
        """;
}
