using ManifestMigrator.Commands;

var words = CommandLine.Words(args);
return await CommandLine.RunAsync(CommandLine.Tree(words), words);
