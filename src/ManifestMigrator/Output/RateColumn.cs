using Spectre.Console;
using Spectre.Console.Rendering;

namespace ManifestMigrator.Output;

/// <summary>Repositories a second, since the batch began.</summary>
internal sealed class RateColumn : ProgressColumn
{
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        new Spectre.Console.Text(task.Value > 0 && task.ElapsedTime is { TotalSeconds: > 0 } elapsed ? Messages.Rate(task.Value / elapsed.TotalSeconds) : "");
}
