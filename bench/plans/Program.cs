// Plans twenty requests, writes each plan as Markdown, and counts what is wrong in them without a model. From the repository's folder:
//   dotnet run --project bench/plans -c Release -- [OUTPUT] [--Llm:BaseUrl=URL --Llm:Model=NAME --Llm:ApiKey=KEY] [--Planning:Planner=offline]
// Settings are the worker's, as arguments or in the environment (Llm__BaseUrl, Llm__Model, OPENAI_API_KEY …); without a model it plans offline.
// Its own are --fineness=rough|normal|fine, --link=false, and --only=KEY,KEY.
return await PlanBench.Bench.RunAsync(args, Console.Out);
