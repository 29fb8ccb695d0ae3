namespace NumaBoot.Machines;

/// <summary>Workloads in our JSON (<c>numaboot/workload/1</c>).</summary>
public static class WorkloadJson
{
    /// <summary>The workload of a text.</summary>
    /// <param name="file">What messages call the text.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="MachineInputException">It is no workload, or frees what was never allocated.</exception>
    public static Workload Read(string file, string text)
    {
        using var reader = InputReader.Of(file, text);
        return Read(reader);
    }

    /// <summary>The workload of a file.</summary>
    /// <exception cref="MachineInputException">It cannot be read, is no workload, or frees what was never allocated.</exception>
    public static Workload ReadFile(string path)
    {
        using var reader = InputReader.Open(path);
        return Read(reader);
    }

    /// <summary>The text of a workload.</summary>
    public static string Write(Workload workload) =>
        new JsonText().Add("schema", WorkloadDocument.SchemaName).AddLines("programs", ProgramDocuments.Of(workload), keepEmpty: true).ToString();

    private static Workload Read(InputReader reader)
    {
        var document = JsonDocuments.Read<WorkloadDocument>(reader, WorkloadDocument.SchemaName);
        if (document.Schema != WorkloadDocument.SchemaName)
        {
            throw new MachineInputException(reader.File, 0, $"the schema {WorkloadDocument.SchemaName}", PlainText.Quoted(document.Schema));
        }

        var workload = ProgramDocuments.ToWorkload(document.Programs, reader.File);
        WorkloadCheck.RequireLabels(workload, reader.File);
        return workload;
    }
}
