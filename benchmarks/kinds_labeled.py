"""Words of abstracts on machine learning, labeled by hand: style of writing, or subject."""

from __future__ import annotations

STYLE = [
    "additionally", "adaptive", "advance", "capability", "challenge", "collect", "combination",
    "complex", "comprehensive", "consistency", "critical", "crucial", "dynamic", "effectiveness",
    "efficient", "end to end", "enhance", "ensuring", "explore", "fine grained", "framework",
    "fundamental", "impressive", "improve", "innovative", "leverage", "lightweight", "limitation",
    "named", "paradigm", "potential", "principled", "robust", "scalable", "shift", "showcasing",
    "significant", "spanning", "static", "systematic", "valuable", "various",
]  # fmt: skip

SUBJECTS = [
    "3d", "action", "agent", "agentic", "attention", "audio", "code", "deepseek r1",
    "diffusion model", "gaussian splatting", "gpt 4", "grpo", "gui", "human feedback",
    "image generation", "instruction tuning", "jailbreak", "kv cache", "llama 3", "long horizon",
    "math", "medical", "mixture of expert", "multilingual", "natural language processing", "nerf",
    "policy", "preference optimization", "protein", "quantization", "qwen3", "reasoning",
    "reinforcement learning", "retrieval", "reward", "rl", "robot", "safety", "search",
    "segmentation", "speech", "text to image", "tool use", "trajectory", "translation", "video",
    "vla", "world model",
]  # fmt: skip
