using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PlanDecomp.Tests.Infrastructure;

/// <summary>An OpenAI-compatible endpoint on the loopback, answering as the test scripts it. Other processes reach it by <see cref="BaseUrl"/>.</summary>
/// <remarks>Unscripted, it answers each node with a breakdown that follows from the node's title alone.</remarks>
public sealed class LlmServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<LlmRequest> _requests = [];
    private readonly ConcurrentDictionary<string, int> _calls = [];
    private readonly Lock _gate = new();
    private int _open;

    private LlmServer(WebApplication app) => _app = app;

    /// <summary>Decides the answer; null leaves it to <see cref="Breakdown"/>.</summary>
    public Func<LlmRequest, LlmReply?> Script { get; set; } = _ => null;

    /// <summary>The clock requests are stamped by.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    public Uri BaseUrl { get; private set; } = null!;

    /// <summary>All requests so far, in the order they came.</summary>
    public IReadOnlyList<LlmRequest> Requests => [.. _requests];

    /// <summary>The most requests that were open at the same time.</summary>
    public int MostAtOnce { get; private set; }

    public static async Task<LlmServer> StartAsync(TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var server = new LlmServer(app) { Time = time ?? TimeProvider.System };
        app.MapPost("/v1/chat/completions", server.AnswerAsync);
        await app.StartAsync();
        server.BaseUrl = new Uri(app.Urls.Single() + "/v1");
        return server;
    }

    /// <summary>How often the node of that title was asked about.</summary>
    public int CallsFor(string title) => _calls.GetValueOrDefault(title);

    /// <summary>Begins anew for the next test of those that share it: unscripted, and with no request counted.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            Script = _ => null;
            _requests.Clear();
            _calls.Clear();
            MostAtOnce = _open;
        }
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    /// <summary>Two to four children named after their parent, each depending on the one before. What links a tree's tasks: nothing more.</summary>
    public static LlmReply Breakdown(string title)
    {
        if (title == LlmRequest.Links) return LlmReply.Links();
        var count = 2 + (title.Sum(c => c) % 3);
        return LlmReply.Children([.. Enumerable.Range(1, count).Select(i => new LlmChild($"{title}.{i}", i == 1 ? [] : [$"k{i - 1}"]) { Key = $"k{i}" })]);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var body = await JsonNode.ParseAsync(context.Request.Body) ?? throw new InvalidOperationException("The request has no body.");
        LlmRequest request;
        lock (_gate)
        {
            var title = TitleOf(body);
            request = new LlmRequest(
                _requests.Count + 1, _calls.AddOrUpdate(title, 1, (_, calls) => calls + 1), title, body,
                context.Request.Headers.Authorization.ToString(), Time.GetUtcNow());
            _requests.Enqueue(request);
            MostAtOnce = Math.Max(MostAtOnce, ++_open);
        }

        try
        {
            var reply = Script(request) ?? (request.IsChat ? LlmReply.Text("Hello.") : Breakdown(request.Title));
            if (reply.Hold is { } hold && reply.HoldAfter == 0) await hold.WaitAsync(context.RequestAborted);
            context.Response.StatusCode = reply.Status;
            foreach (var (name, value) in reply.Headers) context.Response.Headers[name] = value;
            if (request.IsStreamed && reply is { Status: 200, Body: null })
            {
                await LlmStreamedReply.WriteAsync(context, request, reply);
                return;
            }

            context.Response.ContentType = reply.ContentType;
            if (reply.CutConnection)
            {
                context.Response.ContentLength = 1000;
                await context.Response.WriteAsync("{\"id\":\"chat");
                await context.Response.Body.FlushAsync();
                context.Abort();
                return;
            }

            await context.Response.WriteAsync(reply.Body ?? Completion(request, reply));
        }
        catch (OperationCanceledException)
        {
            // The client has hung up: there is no one left to answer.
        }
        finally
        {
            lock (_gate) _open--;
        }
    }

    private static string Completion(LlmRequest request, LlmReply reply)
    {
        var completion = new JsonObject
        {
            ["id"] = $"chatcmpl-{request.Number}",
            ["object"] = "chat.completion",
            ["created"] = 1,
            ["model"] = request.Model,
            ["choices"] = new JsonArray(new JsonObject
            {
                ["index"] = 0,
                ["finish_reason"] = reply.FinishReason,
                ["message"] = MessageOf(reply),
            }),
        };
        if (reply.Usage is var (input, output))
        {
            completion["usage"] = new JsonObject { ["prompt_tokens"] = input, ["completion_tokens"] = output, ["total_tokens"] = input + output };
        }

        return completion.ToJsonString();
    }

    private static JsonObject MessageOf(LlmReply reply)
    {
        var message = new JsonObject { ["role"] = "assistant", ["content"] = reply.Refusal is null ? reply.Content : null };
        if (reply.Reasoning is { } reasoning) message["reasoning_content"] = reasoning;
        if (reply.Refusal is { } refusal) message["refusal"] = refusal;
        return message;
    }

    private static string TitleOf(JsonNode body)
    {
        // Only breakdowns ask about a node; what a chat says may look like anything.
        if (body["tools"] is not null) return "";
        var prompt = LlmRequest.ContentOf(body["messages"]!.AsArray().FirstOrDefault(message => message?["role"]?.GetValue<string>() == "user"));
        JsonNode? data;
        try
        {
            data = LlmRequest.DataOf(prompt);
        }
        catch (JsonException)
        {
            return "";
        }

        if (LlmRequest.AsksForLinks(prompt)) return LlmRequest.Links;
        return (data?["target"]?["title"] ?? data?["request"]?["title"])?.GetValue<string>() ?? "";
    }
}

/// <summary>A request as the server got it.</summary>
/// <param name="Number">Its place among all, from 1.</param>
/// <param name="NumberForTitle">Its place among those about the same node, from 1.</param>
/// <param name="Title">The node's title.</param>
/// <param name="Body">The JSON.</param>
/// <param name="Authorization">The header.</param>
/// <param name="At">When it came.</param>
public sealed record LlmRequest(int Number, int NumberForTitle, string Title, JsonNode Body, string Authorization, DateTimeOffset At)
{
    /// <summary>The title of a request about the whole tree, which is about no node.</summary>
    public const string Links = "(links)";

    /// <summary>It asks what links the tasks of a tree.</summary>
    public bool IsAboutLinks => Title == Links;

    public string Model => Body["model"]?.GetValue<string>() ?? "";

    /// <summary><c>json_schema</c>, <c>json_object</c>, or empty.</summary>
    public string ResponseFormat => Body["response_format"]?["type"]?.GetValue<string>() ?? "";

    public bool IsStreamed => Body["stream"]?.GetValue<bool>() == true;

    /// <summary>It comes from the chat, which alone offers tools, or speaks of no node.</summary>
    public bool IsChat => Body["tools"] is not null || (IsStreamed && Title.Length == 0 && ResponseFormat.Length == 0);

    /// <summary>The names of the tools offered.</summary>
    public IReadOnlyList<string> Tools => [.. Body["tools"]?.AsArray().Select(tool => tool!["function"]!["name"]!.GetValue<string>()) ?? []];

    /// <summary>What tools answered, in the order of the conversation.</summary>
    public IReadOnlyList<string> ToolResults =>
        [.. Body["messages"]!.AsArray().Where(message => message!["role"]!.GetValue<string>() == "tool").Select(ContentOf)];

    /// <summary>The texts of the messages.</summary>
    public IReadOnlyList<string> Messages => [.. Body["messages"]!.AsArray().Select(ContentOf)];

    /// <summary>The prompt's data block.</summary>
    public JsonNode Data => DataOf(Messages[1])!;

    public static string ContentOf(JsonNode? message) => message?["content"] switch
    {
        JsonValue text => text.GetValue<string>(),
        JsonArray parts => string.Concat(parts.Select(part => part?["text"]?.GetValue<string>())),
        _ => "",
    };

    public static bool AsksForLinks(string prompt) => prompt.Contains("Link the tasks of this plan.", StringComparison.Ordinal);

    public static JsonNode? DataOf(string prompt)
    {
        var start = prompt.IndexOf("<data>", StringComparison.Ordinal);
        var end = prompt.LastIndexOf("</data>", StringComparison.Ordinal);
        return start < 0 || end < start ? null : JsonNode.Parse(prompt[(start + 6)..end]);
    }
}

/// <summary>What the server answers.</summary>
public sealed record LlmReply
{
    public int Status { get; init; } = 200;

    /// <summary>The model's text.</summary>
    public string Content { get; init; } = "";

    /// <summary>Of a streamed answer: the text in the pieces it comes in; null sends <see cref="Content"/> word by word.</summary>
    public IReadOnlyList<string>? Pieces { get; init; }

    /// <summary>Of a streamed answer: tools the model calls, after its text.</summary>
    public IReadOnlyList<LlmToolCall> ToolCalls { get; init; } = [];

    /// <summary>Of a streamed answer: pieces after which it waits for <see cref="Hold"/>; the default waits before the first.</summary>
    public int HoldAfter { get; init; }

    /// <summary>Of a streamed answer: pieces after which the connection breaks; null breaks none.</summary>
    public int? CutAfter { get; init; }

    public string? FinishReason { get; init; } = "stop";

    /// <summary>Tokens in and out; null leaves them out, as some endpoints do.</summary>
    public (int Input, int Output)? Usage { get; init; } = (100, 50);

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The whole HTTP body, instead of a completion with <see cref="Content"/>.</summary>
    public string? Body { get; init; }

    /// <summary>Of <see cref="Body"/>.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>The model's reasoning, where the endpoint tells it apart; of a streamed answer it comes before the text.</summary>
    public string? Reasoning { get; init; }

    /// <summary>What the model says instead of an answer.</summary>
    public string? Refusal { get; init; }

    /// <summary>The answer waits for it.</summary>
    public Task? Hold { get; init; }

    /// <summary>The connection breaks in the middle of the answer.</summary>
    public bool CutConnection { get; init; }

    public static LlmReply Text(string content) => new() { Content = content };

    /// <summary>Events as they are, each on a line of its own.</summary>
    public static LlmReply Events(params IReadOnlyList<string> events) => new()
    {
        Body = string.Concat(events.Select(data => $"data: {data}\n\n")),
        ContentType = "text/event-stream",
    };

    public static LlmReply Call(string tool, object arguments) => new() { ToolCalls = [new LlmToolCall(tool, JsonSerializer.Serialize(arguments))] };

    public static LlmReply Children(params IReadOnlyList<LlmChild> children) => Text(new JsonObject
    {
        ["children"] = new JsonArray([.. children.Select(child => new JsonObject
        {
            ["key"] = child.Key,
            ["title"] = child.Title,
            ["instruction"] = $"Do {child.Title}.",
            ["depends_on"] = new JsonArray([.. child.DependsOn.Select(key => JsonValue.Create(key))]),
            ["is_leaf"] = child.IsLeaf,
        })]),
    }.ToJsonString());

    /// <summary>What links the tasks of a tree: each part the JSON of a list.</summary>
    public static LlmReply Links(string dependencies = "[]", string merges = "[]", string additions = "[]", string numbers = "[]") =>
        Text($$"""{"dependencies":{{dependencies}},"merges":{{merges}},"additions":{{additions}},"numbers":{{numbers}}}""");

    public static LlmReply Error(int status, string message, string? retryAfter = null, string? code = null) => new()
    {
        Status = status,
        Body = new JsonObject { ["error"] = new JsonObject { ["message"] = message, ["code"] = code } }.ToJsonString(),
        Headers = retryAfter is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["Retry-After"] = retryAfter },
    };

    public static string HttpDate(DateTimeOffset time) => time.UtcDateTime.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>A tool the model calls.</summary>
/// <param name="Name">The tool's.</param>
/// <param name="Arguments">JSON, or what a confused model sends instead.</param>
public sealed record LlmToolCall(string Name, string Arguments);

/// <summary>A child in an answer; its key is its title unless set.</summary>
public sealed record LlmChild(string Title, params IReadOnlyList<string> DependsOn)
{
    public string Key { get; init; } = Title;
    public bool IsLeaf { get; init; }
}
