using System.CommandLine;
using ManifestMigrator.Commands;

var root = new RootCommand("Moves many Cozy konnector repositories to manifest version 2: plan, review, deliver.")
{
    PlanCommand.Create(),
    ReviewCommand.Create(),
    ApplyCommand.Create(),
    PushCommand.Create(),
    RequestCommand.Create(),
    StatusCommand.Create(),
    MergeCommand.Create(),
    RevertCommand.Create(),
    ReportCommand.Create(),
    CheckCommand.Create(),
    ConvertCommand.Create(),
    RulesCommand.Create(),
    SourcesCommand.Create(),
    CleanCommand.Create(),
    DemoCommand.Create(),
};
CommonOptions.AddTo(root);

return await CommandLine.RunAsync(root, args);
