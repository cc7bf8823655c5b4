using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using PlanDecomp.Contracts.Chat;
using PlanDecomp.Contracts.Json;

namespace PlanDecomp.Api.Chat.Capabilities;

internal static class CommandEndpoint
{
    public static IEndpointRouteBuilder MapCommands(this IEndpointRouteBuilder chat)
    {
        chat.MapGet("/commands", Read).Produces<ChatCommandList>()
            .WithSummary("The slash commands, in English and Chinese, in the order of the help. Changes with the app's version alone: If-None-Match is answered with 304.");
        return chat;
    }

    private static FileContentHttpResult Read(ChatCapabilities capabilities, HttpResponse response)
    {
        // An answer may renew the reader's cookie: no one but the browser may keep it.
        response.Headers.CacheControl = "private, no-cache";
        var json = JsonSerializer.SerializeToUtf8Bytes(capabilities.CommandList, ContractsJson.Default.ChatCommandList);
        return TypedResults.Bytes(json, "application/json", entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(json))[..16]}\""));
    }
}
