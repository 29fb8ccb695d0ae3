using NumaBoot.Machines;
using NumaBoot.Reports;
using NumaBoot.Simulation;

namespace NumaBoot.Cli.Commands;

/// <summary>Says where a page came from.</summary>
internal static class ReportOrigins
{
    /// <summary>The origin of a page about a boot: the machine as it was understood, and the files that it was read from.</summary>
    /// <param name="request">The boot.</param>
    /// <param name="command">The command that makes it again.</param>
    /// <param name="files">The files that were read.</param>
    public static ReportOrigin Of(BootRequest request, string command, IEnumerable<NamedFile> files) =>
        new(command, request.Seed, [ReportInput.Of("what numaboot machine prints", MachineJson.Write(request.Machine)), .. files.Select(Read).OfType<ReportInput>()]);

    // What came from a pipe, or is gone by now, has no digest of its own; what was understood of it has.
    private static ReportInput? Read(NamedFile file)
    {
        try
        {
            return File.Exists(file.File) ? ReportInput.Of(file.File, File.ReadAllBytes(file.File)) : null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
