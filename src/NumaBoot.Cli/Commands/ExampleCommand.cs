using System.CommandLine;

namespace NumaBoot.Cli.Commands;

/// <summary>A command whose help ends with an example.</summary>
/// <param name="name">Its name.</param>
/// <param name="description">What it does.</param>
/// <param name="example">How it may be called.</param>
internal sealed class ExampleCommand(string name, string description, string example) : Command(name, description)
{
    /// <summary>How it may be called.</summary>
    public string Example => example;
}
