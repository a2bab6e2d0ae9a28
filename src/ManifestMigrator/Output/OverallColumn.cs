using Spectre.Console;
using Spectre.Console.Rendering;

namespace ManifestMigrator.Output;

/// <summary>A column that says something about the batch as a whole and nothing about what is read now.</summary>
internal sealed class OverallColumn(ProgressColumn column) : ProgressColumn
{
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        task.IsIndeterminate ? Spectre.Console.Text.Empty : column.Render(options, task, deltaTime);
}
