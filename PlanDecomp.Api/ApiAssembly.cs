namespace PlanDecomp.Api;

/// <summary>Names this assembly. Each program's own entry class is called the same, so none of them can.</summary>
public sealed class ApiAssembly;
