using System.Reflection;

namespace Aspire.Hosting
{
    /// <summary>Where a project of the solution is.</summary>
    public interface IProjectMetadata
    {
        string ProjectPath { get; }
    }
}

// Aspire's SDK generates these classes from the project references.
#pragma warning disable CA1707 // The names are Aspire's: a project's name with its dots as underscores.
namespace Projects
{
    public sealed class PlanDecomp_AppHost
    {
        private PlanDecomp_AppHost()
        {
        }

        /// <summary>The folder of the AppHost's project.</summary>
        public static string ProjectPath { get; } = typeof(PlanDecomp_AppHost).Assembly
            .GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "apphostprojectpath").Value!;

        internal static string Sibling(string project) =>
            Path.GetFullPath(Path.Combine(ProjectPath, "..", project, $"{project}.csproj"));
    }

    public sealed class PlanDecomp_Api : Aspire.Hosting.IProjectMetadata
    {
        public string ProjectPath => PlanDecomp_AppHost.Sibling("PlanDecomp.Api");
    }

    public sealed class PlanDecomp_Worker : Aspire.Hosting.IProjectMetadata
    {
        public string ProjectPath => PlanDecomp_AppHost.Sibling("PlanDecomp.Worker");
    }

    public sealed class PlanDecomp_Web : Aspire.Hosting.IProjectMetadata
    {
        public string ProjectPath => PlanDecomp_AppHost.Sibling("PlanDecomp.Web");
    }
}
