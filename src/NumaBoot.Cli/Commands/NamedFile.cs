namespace NumaBoot.Cli.Commands;

/// <summary>A file of the command line.</summary>
/// <param name="Option">The option or argument that names it.</param>
/// <param name="File">The file.</param>
internal readonly record struct NamedFile(string Option, string File);
