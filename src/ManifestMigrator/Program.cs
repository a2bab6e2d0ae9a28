using ManifestMigrator.Commands;

return await CommandLine.RunAsync(CommandLine.Tree(args), args);
