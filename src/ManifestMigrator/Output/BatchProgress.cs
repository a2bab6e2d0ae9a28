using ManifestMigrator.Migration;
using ManifestMigrator.Reports;
using Spectre.Console;

namespace ManifestMigrator.Output;

/// <summary>Tells how far a batch has come: a bar on a terminal, a line for each repository otherwise. May be used by several threads at once.</summary>
internal sealed class BatchProgress
{
    private readonly Lock _gate = new();
    private readonly Terminal _terminal;
    private readonly int _total;
    private readonly ProgressTask? _bar;
    private int _finished;
    private int _bad;

    private BatchProgress(Terminal terminal, int total, ProgressTask? bar)
    {
        _terminal = terminal;
        _total = total;
        _bar = bar;
    }

    /// <summary>Runs a batch and shows its progress.</summary>
    public static async Task ShowAsync(Terminal terminal, int total, Func<BatchProgress, Task> batch)
    {
        if (!terminal.ShowsProgress)
        {
            await batch(new BatchProgress(terminal, total, bar: null));
            return;
        }

        await terminal.Log.Progress()
            .HideCompleted(true)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(progress => batch(new BatchProgress(terminal, total, progress.AddTask(Messages.Reading(0, total, 0), maxValue: total))));
    }

    public void Finished(RepositoryResult result)
    {
        lock (_gate)
        {
            _finished++;
            if (result.Status is RepositoryStatus.Blocked or RepositoryStatus.Unreadable or RepositoryStatus.Failed)
                _bad++;
            if (_bar is null)
            {
                _terminal.Progress(Messages.Finished(_finished, _total, result.Repository, Spelling.Of(result.Status), result.Reason));
                if (result.Message.Length > 0)
                    _terminal.Detail("    " + result.Message);
                return;
            }
            _bar.Increment(1);
            _bar.Description = Markup.Escape(Messages.Reading(_finished, _total, _bad));
        }
    }
}
