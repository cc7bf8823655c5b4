using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("PlanDecomp.Tests")]
