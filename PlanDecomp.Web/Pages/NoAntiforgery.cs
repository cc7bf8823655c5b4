using Microsoft.AspNetCore.Components.Forms;

namespace PlanDecomp.Web.Pages;

/// <summary>No form is posted to the pages, so they carry no antiforgery token and set no cookie for one.</summary>
internal sealed class NoAntiforgery : AntiforgeryStateProvider
{
    public override AntiforgeryRequestToken? GetAntiforgeryToken() => null;
}
